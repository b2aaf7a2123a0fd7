import { createHash } from 'node:crypto'
import type { z } from 'zod'
import type { ListedItem } from './newest-first.ts'

/** What orders and names a record. */
export interface Head {
  readonly id: string
  readonly time: number
}

/**
 * The records of a page with what orders them. One that does not even tell that takes its neighbour's place, so that it is skipped
 * where it stands and counted.
 */
export function listedItems(
  records: readonly unknown[],
  head: z.ZodType<Head>,
  hashOf: (record: unknown) => string = hashOfRecord,
): readonly ListedItem<unknown>[] {
  const heads = records.map(record => {
    const parsed = head.safeParse(record)
    return parsed.success ? parsed.data : null
  })
  let time = heads.find(one => one !== null)?.time ?? 0
  return records.map((record, index) => {
    const known = heads[index]
    time = known?.time ?? time
    return { id: known?.id ?? `? ${hashOfRecord(record)}`, time, item: record, hash: () => hashOf(record) }
  })
}

export const hashOfRecord = (record: unknown): string =>
  createHash('sha1')
    .update(JSON.stringify(record) ?? '')
    .digest('base64')
    .slice(0, 12)
