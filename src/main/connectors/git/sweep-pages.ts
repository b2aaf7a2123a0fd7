import type { Page } from '../sdk/connector.ts'

/** All of `records` as one complete sweep. Only its last page remembers `digest`: a sweep that was interrupted starts again. */
export function* sweepPages<Item extends { readonly name: string }>(
  records: readonly Item[],
  digest: string,
  pageSize: number,
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
