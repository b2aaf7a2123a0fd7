import type { Page } from '../sdk/connector.ts'

const pageSize = 5_000

/** All of `records` as one complete sweep. Only its last page remembers `digest`: a sweep that was interrupted starts again. */
export function* sweepPages<Item extends { readonly name: string }>(
  records: readonly Item[],
  digest: string,
): Generator<Page<Item, { digest: string }>> {
  for (let at = 0; at === 0 || at < records.length; at += pageSize) {
    const part = records.slice(at, at + pageSize)
    const last = at + pageSize >= records.length
    yield {
      records: part,
      cursor: { digest: last ? digest : '' },
      seen: part.map(record => record.name),
      sweepComplete: last,
      total: records.length,
    }
  }
}
