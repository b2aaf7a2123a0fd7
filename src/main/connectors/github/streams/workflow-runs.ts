import { z } from 'zod'
import { defineStream } from '../../sdk/connector.ts'
import { Instant } from '../../sdk/instant.ts'
import { parsing } from '../../sdk/parsing.ts'
import { runEntity } from '../map-lists.ts'
import { type ListReading, newestFirst, PassCursor } from '../newest-first.ts'
import { RawJob, RawRun } from '../records.ts'
import { type GithubContext, type Remote, remoteOf } from '../remote.ts'
import { placeOf, type RepositoryPlace } from '../repository-place.ts'
import { restListing } from '../rest-listing.ts'
import { restList } from '../rest-pages.ts'
import type { GithubCredentials, GithubSettings } from '../settings.ts'
import type { GithubSizes } from '../sizes.ts'

const id = z.union([z.string(), z.number()]).transform(String)
const Head = z.looseObject({ id, created_at: Instant }).transform(({ id, created_at }) => ({ id, time: created_at }))
const Version = z.object({
  updated_at: z.string(),
  status: z.string().nullish(),
  conclusion: z.string().nullish(),
  run_attempt: z.number().nullish(),
})
const Counted = z.object({ total_count: z.number() })
const RunWithJobs = z.object({ run: RawRun, jobs: z.array(RawJob).nullable() })

const route = 'GET /repos/{owner}/{repo}/actions/runs'

/** GitHub gives no more of a list that is searched in. */
const searchedAtMost = 1_000

/**
 * Workflow runs, with their jobs where the settings want them. Those of the last 30 days are looked at again: they end, are run
 * again, or are deleted. Older ones stay although GitHub deletes them after a time of its own.
 */
export const workflowRuns = (sizes: GithubSizes) =>
  defineStream<GithubSettings, GithubCredentials, unknown, PassCursor>({
    name: 'workflow_runs',
    label: 'workflow runs',
    cursor: PassCursor,
    dependsOn: ['hosted_repository'],
    deletes: 'workflow_run',
    map: parsing(RunWithJobs, ({ run, jobs }) => [runEntity(run, jobs)]),
    async *read(context, { source, cursor }) {
      const remote = remoteOf(context, sizes)
      const place = await placeOf(remote, source)
      yield* newestFirst(readingOf(context, remote, place, sizes), cursor)
    },
  })

const timeText = (at: number) => new Date(at).toISOString().replace(/\.\d+Z$/, 'Z')

function readingOf(
  context: GithubContext,
  remote: Remote,
  { at: repository, id }: RepositoryPlace,
  sizes: GithubSizes,
): ListReading<unknown> {
  const hashOf = (record: unknown) => {
    const { updated_at, status, conclusion, run_attempt } = Version.safeParse(record).data ?? {}
    return [updated_at, status, conclusion, run_attempt].join(' ')
  }
  return {
    unsettledMs: sizes.unsettledMs,
    deletes: 'workflow_run',
    warn: message => context.log('warn', message),
    list(at, state) {
      const { since } = state
      const per_page = sizes.listed
      const listing = {
        route,
        parameters: { ...repository, per_page, ...(since !== null && { created: `>=${timeText(since)}` }) },
        under: 'workflow_runs',
        head: Head,
        hashOf,
        totalOf: (body: unknown) => Counted.safeParse(body).data?.total_count,
        nextSlice: (body: unknown, oldest: number | null, place: string | null) => {
          const total = Counted.safeParse(body).data?.total_count ?? 0
          if (total <= searchedAtMost || oldest === null) return null
          const created = (until: string) => (since === null ? `<=${until}` : `${timeText(since)}..${until}`)
          const slice = (until: number) =>
            // By the id, as GitHub's own links are: it holds when the repository is renamed before reading goes on.
            `repositories/${id}/actions/runs?${new URLSearchParams({ per_page: String(per_page), created: created(timeText(until)) })}`
          const next = slice(oldest)
          return sameSlice(next, place) ? slice(oldest - 1_000) : next
        },
      }
      return restListing(remote, listing, at, state)
    },
    complete: items => Promise.all(items.map(run => withJobs(context, remote, repository, run))),
  }
}

const sameSlice = (slice: string, place: string | null) => place !== null && createdIn(place) === createdIn(slice)
const createdIn = (address: string) => new URL(address, 'https://any').searchParams.get('created')

const WithId = z.looseObject({ id })

async function withJobs(
  { settings }: GithubContext,
  remote: Remote,
  repository: RepositoryPlace['at'],
  run: unknown,
): Promise<unknown> {
  const { success, data } = WithId.safeParse(run)
  if (!settings.workflowJobs || !success) return { run, jobs: null }
  const parameters = { ...repository, run_id: Number(data.id), per_page: 100 }
  const jobs = await restList(remote, `${route}/{run_id}/jobs`, parameters)
  return { run, jobs }
}
