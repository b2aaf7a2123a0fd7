import { z } from 'zod'
import type { CustomFields } from './custom-fields.ts'
import { fieldsAskedFor } from './custom-fields.ts'
import { customFields, isRefusal } from './lists.ts'
import { allValues } from './pages.ts'
import { type RawHistory, readHistory } from './read-history.ts'
import { RawWorklog } from './records.ts'
import type { JiraContext, Remote } from './remote.ts'

/** An issue as it was fetched: `issue` is not parsed yet. */
export interface FetchedIssue {
  readonly issue: unknown
  readonly histories: readonly RawHistory[]
  readonly worklogs: readonly RawWorklog[]
  readonly custom: CustomFields
}

const WithId = z.looseObject({ id: z.union([z.string(), z.number()]).transform(String) })
type WithId = z.infer<typeof WithId>
const BulkIssues = z.object({
  issues: z.array(WithId),
  issueErrors: z
    .array(z.looseObject({ id: z.union([z.string(), z.number()]).transform(String).optional() }))
    .optional(),
})
const SearchPage = z.object({ issues: z.array(WithId) })
const BulkChanges = z.object({
  issueChangeLogs: z.array(
    z.object({ issueId: z.union([z.string(), z.number()]).transform(String), changeHistories: z.array(z.unknown()) }),
  ),
  nextPageToken: z.string().nullish(),
})
const Embedded = z.object({ changelog: z.object({ histories: z.array(z.unknown()), total: z.number().optional() }) })
const EmbeddedWorklogs = z.object({
  fields: z.object({ worklog: z.object({ total: z.number(), worklogs: z.array(z.unknown()) }) }),
})

/** Issues by id with their whole history, in the ids' order; those that are gone meanwhile are not among them. */
export async function fetchIssues(
  context: JiraContext,
  remote: Remote,
  ids: readonly string[],
): Promise<FetchedIssue[]> {
  const custom = await customFields(context, remote)
  const fields = fieldsAskedFor(custom, context.settings.worklogs)
  const [issues, changes] = remote.cloud
    ? await Promise.all([cloudIssues(context, remote, ids, fields), cloudChanges(remote, ids)])
    : await dataCenterIssues(remote, ids, fields)
  const byId = new Map(issues.map(issue => [issue.id, issue]))
  const ordered = ids.flatMap(id => byId.get(id) ?? [])
  return Promise.all(
    ordered.map(async issue => {
      const { changelog: _embedded, ...record } = issue
      const histories = readable(
        context,
        readHistory,
        changes.get(issue.id) ?? [],
        `histories of the issue ${issue.id}`,
      )
      return { issue: record, histories, worklogs: await worklogsOf(context, remote, issue), custom }
    }),
  )
}

type Changes = ReadonlyMap<string, readonly unknown[]>

/** Asks again for what Jira could not give in one answer, in halves; one that cannot be had by itself is left out. */
async function cloudIssues(
  context: JiraContext,
  remote: Remote,
  ids: readonly string[],
  fields: readonly string[],
): Promise<readonly WithId[]> {
  const json = { issueIdsOrKeys: ids, fields }
  const { issues, issueErrors = [] } = await remote.ask(BulkIssues, {
    method: 'POST',
    path: `${remote.api}/issue/bulkfetch`,
    json,
  })
  const failed = issueErrors.flatMap(({ id }) => id ?? [])
  if (failed.length === 0) return issues
  if (ids.length === 1) {
    context.log('warn', `Jira cannot give the issue with the id ${ids[0]} at present: it is left out.`)
    return issues
  }
  const half = Math.ceil(failed.length / 2)
  const rest = await Promise.all(
    [failed.slice(0, half), failed.slice(half)]
      .filter(part => part.length > 0 && part.length < ids.length)
      .map(part => cloudIssues(context, remote, part, fields)),
  )
  return [...issues, ...rest.flat()]
}

async function cloudChanges(remote: Remote, ids: readonly string[]): Promise<Changes> {
  const known = await remote.once('bulk changelogs', async () => ({ refused: false }))
  if (known.refused) return changesOneByOne(remote, ids)
  const all = new Map<string, unknown[]>()
  let nextPageToken: string | undefined
  try {
    do {
      const token = nextPageToken
      const json = { issueIdsOrKeys: ids, maxResults: 10_000, ...(token !== undefined && { nextPageToken: token }) }
      const page = await remote.ask(BulkChanges, { method: 'POST', path: `${remote.api}/changelog/bulkfetch`, json })
      for (const { issueId, changeHistories } of page.issueChangeLogs) {
        const histories = all.get(issueId)
        if (histories) histories.push(...changeHistories)
        else all.set(issueId, [...changeHistories])
      }
      nextPageToken = page.nextPageToken ?? undefined
      if (nextPageToken !== undefined && nextPageToken === token) return changesOneByOne(remote, ids)
    } while (nextPageToken !== undefined)
  } catch (error) {
    if (!isRefusal(error)) throw error
    // Asked page by page from the start, each issue's history cannot lose its place.
    known.refused = nextPageToken === undefined
    return changesOneByOne(remote, ids)
  }
  return all
}

async function changesOneByOne(remote: Remote, ids: readonly string[]): Promise<Changes> {
  const entries = await Promise.all(
    ids.map(async id => {
      const histories = await allValues(remote, `${remote.api}/issue/${id}/changelog`).catch(error => {
        if (isRefusal(error)) return []
        throw error
      })
      return [id, histories] as const
    }),
  )
  return new Map(entries)
}

async function dataCenterIssues(
  remote: Remote,
  ids: readonly string[],
  fields: readonly string[],
): Promise<readonly [readonly WithId[], Changes]> {
  const json = {
    jql: `id in (${ids.join(', ')})`,
    startAt: 0,
    maxResults: ids.length,
    fields,
    expand: ['changelog'],
    validateQuery: 'warn',
  }
  const { issues } = await remote.ask(SearchPage, { method: 'POST', path: `${remote.api}/search`, json })
  const changes = issues.map(issue => {
    const embedded = Embedded.safeParse(issue)
    return [issue.id, embedded.success ? embedded.data.changelog.histories : []] as const
  })
  const given = new Set(issues.map(({ id }) => id))
  const rest = ids.filter(id => !given.has(id))
  // The server may give fewer than were asked for; nothing at all means that they are gone.
  if (issues.length === 0 || rest.length === 0) return [issues, new Map(changes)]
  const [more, moreChanges] = await dataCenterIssues(remote, rest, fields)
  return [[...issues, ...more], new Map([...changes, ...moreChanges])]
}

async function worklogsOf(context: JiraContext, remote: Remote, issue: WithId): Promise<readonly RawWorklog[]> {
  if (!context.settings.worklogs) return []
  const embedded = EmbeddedWorklogs.safeParse(issue)
  if (!embedded.success) return []
  const { total, worklogs } = embedded.data.fields.worklog
  const name = `worklogs of the issue ${issue.id}`
  if (total <= worklogs.length) return readable(context, readWorklog, worklogs, name)
  const Whole = z.object({ worklogs: z.array(z.unknown()) })
  const query = { startAt: 0, maxResults: 5_000 }
  const whole = await remote.ask(Whole, { path: `${remote.api}/issue/${issue.id}/worklog`, query })
  return readable(context, readWorklog, whole.worklogs, name)
}

const readWorklog = (record: unknown) => RawWorklog.safeParse(record).data ?? null

function readable<Item>(
  context: JiraContext,
  read: (record: unknown) => Item | null,
  records: readonly unknown[],
  what: string,
): Item[] {
  const items: Item[] = []
  for (const record of records) {
    const item = read(record)
    if (item !== null) items.push(item)
  }
  const lost = records.length - items.length
  if (lost > 0) context.log('warn', `${lost} of the ${what} cannot be read and were left out.`)
  return items
}
