import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createTestFolder, createTestRepository, type TestRepository } from '../../../../test/support/git-repository.ts'
import { createCommandRunner } from '../../ingest/command-runner.ts'
import { createMemoryHost, type MemoryHost } from '../sdk/conformance-host.ts'
import type { ServicePaths } from '../sdk/connector.ts'
import { countTouched } from './count-touched.ts'
import { createGitConnector } from './index.ts'
import { readSizes } from './sizes.ts'

let folder: ReturnType<typeof createTestFolder>
beforeEach(() => {
  folder = createTestFolder()
})
afterEach(() => folder.remove())

const connector = createGitConnector({ ...readSizes, commitSlice: 3 })
const hostFor = (path: string) =>
  createMemoryHost({
    connector,
    settings: { folders: [path] },
    credentials: {},
    cacheFolder: join(folder.path, 'cache'),
  })

async function sync(host: MemoryHost, services: readonly ServicePaths[], options = {}) {
  const sources = await host.discover()
  return host.run(
    sources.map(source => ({ ...source, services })),
    options,
  )
}

const listed = (host: MemoryHost, serviceId: number) =>
  host
    .rows()
    .flatMap(({ entity }) => (entity.kind === 'service_commits' && entity.serviceId === serviceId ? entity.shas : []))

/** What git's own log says, a merge compared with its first parent by hand. */
function byLog({ git }: TestRepository, paths: readonly string[]): readonly string[] {
  const globs = paths.map(path => `:(glob)${path}`)
  const lines = (text: string) => text.split('\n').filter(line => line !== '')
  const plain = lines(git('log', '--all', '--full-history', '--no-merges', '--format=%H', '--', ...globs))
  const merges = lines(git('log', '--all', '--merges', '--format=%H')).filter(
    sha => git('diff', '--name-only', `${sha}^1`, sha, '--', ...globs) !== '',
  )
  return [...plain, ...merges].sort()
}

const folders = ['services/api', 'services/web', 'services/api/deep', 'docs', '.'] as const
const globs = [
  'services/api/**',
  'services/web/**',
  'services/*/*.ts',
  'services/api',
  '**/*.md',
  'docs/**',
  '*.ts',
] as const

type Folder = (typeof folders)[number]
/** On the branch that is out, or on one of its own that is merged after the other has gone on, or not. */
interface Step {
  readonly beside: boolean
  readonly where: readonly Folder[]
  readonly meanwhile: readonly Folder[]
  readonly type: string
}

const some = fc.uniqueArray(fc.constantFrom(...folders), { maxLength: 2 })
const step: fc.Arbitrary<Step> = fc.record({
  beside: fc.boolean(),
  where: some,
  meanwhile: some,
  type: fc.constantFrom('ts', 'md'),
})

function perform({ git, commit, merge }: TestRepository, steps: readonly Step[], from: number): void {
  for (const [i, { beside, where, meanwhile, type }] of steps.entries()) {
    const n = from + i
    const change = (into: readonly Folder[], name: string) =>
      commit(`${n}`, { files: Object.fromEntries(into.map(one => [`${one}/${name}.${type}`, `${n}\n`])) })
    if (!beside) change(where, `f${n % 3}`)
    else {
      git('checkout', '--quiet', '-b', `side-${n}`)
      change(where, `side${n % 3}`)
      git('checkout', '--quiet', 'main')
      if (meanwhile.length > 0) change(meanwhile, `main${n % 3}`)
      merge(`side-${n}`)
    }
  }
}

test('a commit is a service’s exactly when git’s log says so, at first and after more has come', async () => {
  let run = 0
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 3, maxLength: 7 }),
      fc.array(step, { minLength: 1, maxLength: 3 }),
      fc.uniqueArray(fc.constantFrom(...globs), { minLength: 1, maxLength: 2 }),
      fc.constantFrom(...globs),
      async (first, more, paths, another) => {
        const repository = createTestRepository(join(folder.path, `r${run++}`))
        repository.commit('start', { files: { 'services/api/f0.ts': 'start\n' } })
        const host = hostFor(repository.path)
        const services = [
          { id: 1, paths },
          { id: 2, paths: [another] },
        ]
        perform(repository, first, 1)
        await sync(host, services)
        for (const one of services) expect(listed(host, one.id)).toEqual(byLog(repository, one.paths))
        perform(repository, more, 100)
        await sync(host, services)
        for (const one of services) expect(listed(host, one.id)).toEqual(byLog(repository, one.paths))
      },
    ),
    { numRuns: 10 },
  )
}, 120_000)

test('a merge is a service’s when it brings its branch something there', async () => {
  const repository = createTestRepository(join(folder.path, 'merges'))
  repository.commit('start', { files: { 'services/api/a.ts': '0\n', 'docs/a.md': '0\n' } })
  repository.git('checkout', '--quiet', '-b', 'feature')
  const feature = repository.commit('feature', { files: { 'services/api/b.ts': '1\n' } })
  repository.git('checkout', '--quiet', 'main')
  repository.commit('words', { files: { 'docs/a.md': '1\n' } })
  const brought = repository.merge('feature')
  repository.git('checkout', '--quiet', '-b', 'words', 'HEAD~1')
  repository.commit('more words', { files: { 'docs/b.md': '1\n' } })
  repository.git('checkout', '--quiet', 'main')
  repository.merge('words')
  const host = hostFor(repository.path)
  await sync(host, [api])
  const [start] = repository.git('rev-list', '--max-parents=0', 'HEAD').split('\n')
  expect(listed(host, 1)).toEqual([start, feature, brought].sort())
})

const api: ServicePaths = { id: 1, paths: ['services/api/**'] }

/** Nine commits, of which every third touches the api. */
function nineCommits(name: string): TestRepository {
  const repository = createTestRepository(join(folder.path, name))
  for (let n = 0; n < 9; n++) {
    repository.commit(`${n}`, { files: { [n % 3 === 0 ? 'services/api/a.ts' : 'docs/a.md']: `${n}\n` } })
  }
  return repository
}

test('a run that was cut off at any page goes on where it was', async () => {
  const repository = nineCommits('cut')
  const whole = hostFor(repository.path)
  const { pages } = await sync(whole, [api])
  expect(listed(whole, 1)).toEqual(byLog(repository, api.paths))
  for (let killAfter = 1; killAfter < pages; killAfter++) {
    const host = hostFor(repository.path)
    await sync(host, [api], { killAfter })
    const rest = await sync(host, [api])
    expect([killAfter, listed(host, 1)]).toEqual([killAfter, byLog(repository, api.paths)])
    expect(rest.pages).toBeLessThan(pages + 2)
  }
})

test('other paths begin anew, a new service is listed beside the others, and nothing new is nothing read', async () => {
  const repository = nineCommits('changes')
  const host = hostFor(repository.path)
  await sync(host, [api])
  const other = { id: 1, paths: ['docs'] }
  await sync(host, [other, { ...api, id: 2 }])
  expect(listed(host, 1)).toEqual(byLog(repository, other.paths))
  expect(listed(host, 2)).toEqual(byLog(repository, api.paths))
  expect((await sync(host, [other, { ...api, id: 2 }])).pages).toBe(0)
  expect((await sync(host, [other])).pages).toBe(0)
  repository.commit('more', { files: { 'docs/b.md': 'more\n' } })
  const { records } = await sync(host, [other])
  expect(listed(host, 1)).toEqual(byLog(repository, other.paths))
  // The commit, what it adds to the service, the branch that has moved on, and its lines.
  expect(records).toBe(4)
})

test('a clone without contents will do; one without folders is said to be unable to tell', async () => {
  const repository = nineCommits('origin')
  repository.git('config', 'uploadpack.allowFilter', 'true')
  const clone = (name: string, filter: string) => {
    const path = join(folder.path, name)
    repository.git('clone', '--quiet', `--filter=${filter}`, `file://${repository.path}`, path)
    return path
  }
  const blobless = hostFor(clone('blobless', 'blob:none'))
  await sync(blobless, [api])
  expect(listed(blobless, 1)).toEqual(byLog(repository, api.paths))
  const treeless = hostFor(clone('treeless', 'tree:0'))
  const { ended } = await sync(treeless, [api])
  expect(ended).toBe(true)
  expect(listed(treeless, 1)).toEqual([])
  expect(treeless.logged.join()).toContain('Which commits touch the paths of its services cannot be told')
})

test('the newest commits are counted before anything is saved', async () => {
  const repository = nineCommits('preview')
  const { signal } = new AbortController()
  const place = { commands: createCommandRunner({ signal }), cacheFolder: null, path: repository.path, identity: '' }
  expect(await countTouched(place, api.paths, 100)).toEqual({ commits: 3, looked: 9, all: true })
  expect(await countTouched(place, api.paths, 4)).toEqual({ commits: 1, looked: 4, all: false })
  expect(await countTouched({ ...place, path: join(folder.path, 'nowhere') }, api.paths, 4)).toBeNull()
})
