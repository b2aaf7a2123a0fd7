import { z } from 'zod'
import { WeirError } from '../../../shared/contract/weir-error.ts'
import type { Remote } from './remote.ts'

const ValuesPage = z.object({
  values: z.array(z.unknown()),
  total: z.number().optional(),
  isLast: z.boolean().optional(),
})

const pageSize = 50
/** No Jira has so many projects, boards or filters: one that gives more gives the same again and again. */
const most = 100_000

/** All entries of a list that is paged by `startAt`, however many the server gives at a time. @throws WeirError `remote.rejected` for one without an end. */
export async function allValues(
  remote: Remote,
  path: string,
  query: Readonly<Record<string, string | number>> = {},
): Promise<unknown[]> {
  const all: unknown[] = []
  for (;;) {
    const request = { path, query: { ...query, startAt: all.length, maxResults: pageSize } }
    const { values, total, isLast } = await remote.ask(ValuesPage, request)
    for (const value of values) all.push(value)
    if (all.length > most) throw endless(path)
    const ended = isLast ?? (total !== undefined ? all.length >= total : values.length < pageSize)
    if (ended || values.length === 0) return all
  }
}

const endless = (path: string) =>
  new WeirError('remote.rejected', {
    hint: 'Jira gives a list that does not end. Check the address and any proxy; if it persists, report it.',
    details: { path },
  })
