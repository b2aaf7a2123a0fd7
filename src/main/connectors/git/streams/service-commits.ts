import { z } from 'zod'
import { WeirError } from '../../../../shared/contract/weir-error.ts'
import type { ServiceCommitsEntity } from '../../../../shared/model/entities.ts'
import { defineStream, type Page, type ReadInput, type ServicePaths } from '../../sdk/connector.ts'
import { listCommits } from '../history.ts'
import type { ReadSizes } from '../sizes.ts'
import { presentTips, Snapshot } from '../snapshot.ts'
import { type GitContext, openSource } from '../source.ts'
import { touchingCommits } from '../touching-commits.ts'
import { CommitsCursor } from './commits.ts'

/** Paths by the id of the service. */
const Paths = z.record(z.string(), z.array(z.string()))
type Paths = z.infer<typeof Paths>

/**
 * `done` is the state up to which the commits of the services `listed` are stored; `reading` the services whose whole history up to there is
 * being looked through, of which the first `at` commits are.
 */
const ServiceCommitsCursor = z.object({
  done: Snapshot.nullable(),
  listed: Paths,
  reading: z
    .object({ paths: Paths, count: z.int().nonnegative(), at: z.int().nonnegative(), newest: z.string() })
    .nullable(),
})
type ServiceCommitsCursor = z.infer<typeof ServiceCommitsCursor>
type ServiceCommitsPage = Page<ServiceCommitsEntity, ServiceCommitsCursor>

/**
 * The commits that touch each service's paths, as git tells: of a new service, or one whose paths are others, the whole history, newest
 * first; then what is new. What a commit touches never changes, so nothing is ever taken back.
 */
export const serviceCommits = (sizes: ReadSizes) =>
  defineStream<GitContext['settings'], GitContext['credentials'], ServiceCommitsEntity, ServiceCommitsCursor>({
    name: 'service_commits',
    label: 'parts of services’ histories',
    cursor: ServiceCommitsCursor,
    dependsOn: ['commits'],
    forServices: true,
    read: (context, input) => readStream(context, input, sizes),
    map: part => [part],
  })

async function* readStream(
  context: GitContext,
  input: ReadInput<ServiceCommitsCursor>,
  sizes: ReadSizes,
): AsyncGenerator<ServiceCommitsPage> {
  const to = CommitsCursor.safeParse(input.dependencies?.['commits']).data?.done ?? null
  const wanted = Object.fromEntries((input.source.services ?? []).map(({ id, paths }) => [String(id), [...paths]]))
  if (to === null || Object.keys(wanted).length === 0) return
  const { done, listed, reading } = input.cursor ?? { done: null, listed: {}, reading: null }
  const kept = done?.graph === to.graph ? alike(listed, wanted) : {}
  const fresh = without(wanted, kept)
  if (done?.fingerprint === to.fingerprint && Object.keys(fresh).length === 0) return

  const { cwd } = (await openSource(context, input.source)).info
  try {
    if (done !== null && done.fingerprint !== to.fingerprint && Object.keys(kept).length > 0) {
      yield* readNew(context, cwd, { done, to, paths: kept, sizes })
    }
    if (Object.keys(fresh).length > 0) {
      const resumed = reading && done?.fingerprint === to.fingerprint && isSame(reading.paths, fresh) ? reading : null
      yield* readWhole(context, cwd, { to, listed: kept, paths: fresh, resumed, sizes })
    }
  } catch (error) {
    if (!(error instanceof WeirError) || error.code !== 'source.unreadable') throw error
    const why = 'Folders are missing from the repository (a partial clone without trees?)'
    context.log('warn', `Which commits touch the paths of its services cannot be told. ${why}: ${error.hint}`)
  }
}

interface NewCommits {
  readonly done: Snapshot
  readonly to: Snapshot
  readonly paths: Paths
  readonly sizes: ReadSizes
}

/** What has come since the services were last listed. Read again from its beginning after an interruption: it is little. */
async function* readNew(
  { commands }: GitContext,
  cwd: string,
  { done, to, paths, sizes }: NewCommits,
): AsyncGenerator<ServiceCommitsPage> {
  const tips = await presentTips(commands, cwd, to)
  const list = await listCommits(commands, cwd, { from: tips, not: await presentTips(commands, cwd, done) }, order)
  for (let at = 0; at < list.length; at += sizes.commitSlice) {
    const range = { list, start: at, end: at + sizes.commitSlice }
    const records: ServiceCommitsEntity[] = []
    for (const service of servicesOf(paths)) {
      records.push(entity(service, await touchingCommits(commands, cwd, range, service.paths)))
    }
    yield { records, cursor: { done, listed: paths, reading: null } }
  }
  yield { records: [], cursor: { done: to, listed: paths, reading: null } }
}

interface WholeHistory {
  readonly to: Snapshot
  readonly listed: Paths
  readonly paths: Paths
  readonly resumed: ServiceCommitsCursor['reading']
  readonly sizes: ReadSizes
}

async function* readWhole(
  { commands }: GitContext,
  cwd: string,
  { to, listed, paths, resumed, sizes }: WholeHistory,
): AsyncGenerator<ServiceCommitsPage> {
  const list = await listCommits(commands, cwd, { from: await presentTips(commands, cwd, to), not: '' }, order)
  const newest = list.length > 0 ? list.at(0) : ''
  const start = resumed?.count === list.length && resumed.newest === newest ? resumed.at : 0
  const services = servicesOf(paths)
  const total = services.length * Math.ceil(list.length / sizes.commitSlice)
  const cursorAt = (at: number): ServiceCommitsCursor => ({
    done: to,
    listed,
    reading: { paths, count: list.length, at, newest },
  })
  const begun = services.map(service => entity(service, [], start === 0 ? { begin: true } : {}))
  yield { records: begun, cursor: cursorAt(start), total: total + 2 * services.length }
  for (let at = start; at < list.length; at += sizes.commitSlice) {
    const range = { list, start: at, end: at + sizes.commitSlice }
    const records: ServiceCommitsEntity[] = []
    for (const service of services) {
      records.push(entity(service, await touchingCommits(commands, cwd, range, service.paths)))
    }
    yield { records, cursor: cursorAt(Math.min(range.end, list.length)) }
  }
  const complete = services.map(service => entity(service, [], { complete: true }))
  yield { records: complete, cursor: { done: to, listed: { ...listed, ...paths }, reading: null } }
}

const order = ['--topo-order']

const entity = (
  { id, paths }: ServicePaths,
  shas: readonly string[],
  state: Pick<ServiceCommitsEntity, 'begin' | 'complete'> = {},
): ServiceCommitsEntity => ({ kind: 'service_commits', serviceId: id, paths, shas, ...state })

const servicesOf = (paths: Paths): readonly ServicePaths[] =>
  Object.entries(paths).map(([id, globs]) => ({ id: Number(id), paths: globs }))

/** Those of `some` that `others` has just so. */
const alike = (some: Paths, others: Paths): Paths =>
  Object.fromEntries(Object.entries(some).filter(([id, paths]) => JSON.stringify(others[id]) === JSON.stringify(paths)))

const without = (some: Paths, others: Paths): Paths =>
  Object.fromEntries(Object.entries(some).filter(([id]) => others[id] === undefined))

const isSame = (a: Paths, b: Paths) =>
  Object.keys(a).length === Object.keys(b).length && Object.keys(alike(a, b)).length === Object.keys(a).length
