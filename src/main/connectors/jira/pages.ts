import { z } from 'zod'
import type { Remote } from './remote.ts'

const ValuesPage = z.object({
  values: z.array(z.unknown()),
  total: z.number().optional(),
  isLast: z.boolean().optional(),
})

const pageSize = 50

/** All entries of a list that is paged by `startAt`, however many the server gives at a time. */
export async function allValues(
  remote: Remote,
  path: string,
  query: Readonly<Record<string, string | number>> = {},
): Promise<unknown[]> {
  const all: unknown[] = []
  for (;;) {
    const request = { path, query: { ...query, startAt: all.length, maxResults: pageSize } }
    const { values, total, isLast } = await remote.ask(ValuesPage, request)
    all.push(...values)
    const ended = isLast ?? (total !== undefined ? all.length >= total : values.length < pageSize)
    if (ended || values.length === 0) return all
  }
}
