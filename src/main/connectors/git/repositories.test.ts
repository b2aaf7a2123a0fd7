import { existsSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import {
  createTestFolder,
  createTestRepository,
  grace,
  type TestRepository,
} from '../../../../test/support/git-repository.ts'
import { createMemoryHost, type MemoryHost } from '../sdk/conformance-host.ts'
import { git } from './index.ts'

let folder: ReturnType<typeof createTestFolder>
beforeEach(() => {
  folder = createTestFolder()
})
afterEach(() => folder.remove())

const inFolder = (...names: readonly string[]) => join(folder.path, ...names)
const repositoryAt = (name: string, options?: Parameters<typeof createTestRepository>[1]) =>
  createTestRepository(inFolder(name), options)
const hostFor = (settings: unknown, credentials = {}): MemoryHost =>
  createMemoryHost({ connector: git, settings, credentials, cacheFolder: inFolder('cache') })

async function sync(host: MemoryHost) {
  return host.run(await host.discover())
}

async function synced(path: string): Promise<MemoryHost> {
  const host = hostFor({ folders: [path] })
  await sync(host)
  return host
}

const commitsOf = (host: MemoryHost) => host.rows().flatMap(({ entity }) => (entity.kind === 'commit' ? [entity] : []))
const statsOf = (host: MemoryHost) => host.rows().flatMap(({ stats }) => (stats ? [stats] : []))
const tagsOf = (host: MemoryHost) => host.rows().flatMap(({ entity }) => (entity.kind === 'tag' ? [entity] : []))
const branchesOf = (host: MemoryHost) =>
  host.rows().flatMap(({ entity }) => (entity.kind === 'branch' ? [entity.name] : []))
const repositoryOf = (host: MemoryHost) => host.rows().find(({ entity }) => entity.kind === 'repository')?.entity

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)

/** What git itself says, by the commands a user would type. */
function gitsOwn({ git }: Pick<TestRepository, 'git'>) {
  const lines = git('log', '--all', '--numstat', '--format=')
    .split('\n')
    .map(line => line.split('\t'))
    .filter(parts => parts.length > 1)
  const count = (text = '') => (text === '-' ? 0 : Number(text))
  return {
    commits: git('rev-list', '--all').split('\n').sort(),
    tags: git('tag').split('\n'),
    additions: sum(lines.map(([added]) => count(added))),
    deletions: sum(lines.map(([, deleted]) => count(deleted))),
    files: lines.length,
  }
}

function ours(host: MemoryHost) {
  const stats = statsOf(host)
  return {
    commits: commitsOf(host)
      .map(commit => commit.sha)
      .sort(),
    tags: tagsOf(host).map(tag => tag.name),
    additions: sum(stats.map(({ additions }) => additions)),
    deletions: sum(stats.map(({ deletions }) => deletions)),
    files: sum(stats.map(({ files }) => files)),
  }
}

function oddHistory(repository: TestRepository): void {
  repository.commit('first', { files: { 'a.txt': 'one\ntwo\nthree\nfour\n', 'binary.bin': Buffer.from([0, 1, 2, 0]) } })
  repository.tag('annotated', { message: 'all of it' })
  repository.commit('rename and names', {
    author: grace,
    zone: '-0330',
    files: { 'a.txt': null, 'b\tand\n"more".txt': 'one\ntwo\nthree\nfive\n', 'ümläut.txt': 'x\n' },
  })
  repository.git('checkout', '--quiet', '-b', 'side', 'HEAD~1')
  repository.commit('side', { files: { 'side.txt': '1\n2\n' } })
  repository.git('checkout', '--quiet', 'main')
  repository.merge('side')
  repository.git('commit', '--quiet', '--allow-empty', '--message', 'nothing in it')
  repository.tag('light', { target: 'side' })
  repository.tag('of-tree', { target: 'HEAD^{tree}' })
  repository.git('tag', '--annotate', '--message', 'nested', 'of-tag', 'annotated')
}

for (const objectFormat of ['sha1', 'sha256'] as const) {
  test(`a ${objectFormat} repository comes out as git itself counts it`, async () => {
    const repository = repositoryAt('odd', { objectFormat })
    oddHistory(repository)
    const host = await synced(repository.path)
    expect(ours(host)).toEqual(gitsOwn(repository))
    expect(repositoryOf(host)).toEqual({
      kind: 'repository',
      path: repository.path,
      defaultBranch: 'heads/main',
      objectFormat,
      shallow: false,
      origin: null,
    })
    expect(branchesOf(host)).toEqual(['heads/main', 'heads/side'])
    const first = repository.git('rev-parse', 'annotated^{commit}')
    expect(tagsOf(host)).toEqual([
      expect.objectContaining({ name: 'annotated', commitSha: first, annotated: true, tagger: grace }),
      expect.objectContaining({ name: 'light', annotated: false, taggedAt: null, tagger: null }),
      expect.objectContaining({ name: 'of-tag', commitSha: first, annotated: true }),
      expect.objectContaining({ name: 'of-tree', commitSha: null, annotated: false }),
    ])
    expect(commitsOf(host).find(({ subject }) => subject === 'rename and names')).toMatchObject({
      author: grace,
      authorOffsetMinutes: -210,
    })
  })
}

test("neither the user's nor the repository's configuration changes a number or runs anything", async () => {
  const repository = repositoryAt('hostile')
  oddHistory(repository)
  const expected = gitsOwn(repository)
  const trap = inFolder('trap.sh')
  writeFileSync(trap, `#!/bin/sh\ntouch "${inFolder('sprung')}"\n`, { mode: 0o755 })
  const hostile = {
    'diff.renames': 'false',
    'diff.external': trap,
    'diff.orderFile': inFolder('missing'),
    'diff.noprefix': 'true',
    'diff.trap.textconv': trap,
    'diff.trap.command': trap,
    'core.fsmonitor': trap,
    'core.pager': trap,
    'core.hooksPath': folder.path,
    'core.attributesFile': inFolder('attributes'),
    'log.showSignature': 'true',
    'log.showRoot': 'false',
    'gpg.program': trap,
    'format.pretty': 'oneline',
    'color.ui': 'always',
    'mailmap.file': inFolder('mailmap'),
  }
  for (const [key, value] of Object.entries(hostile)) repository.git('config', key, value)
  writeFileSync(inFolder('attributes'), '* -diff\n')
  writeFileSync(inFolder('mailmap'), 'Somebody <else@example.org> <grace@example.org>\n')
  writeFileSync(join(repository.path, '.git', 'info', 'attributes'), 'side.txt diff=trap\n')
  const host = await synced(repository.path)
  expect(ours(host)).toEqual(expected)
  expect(commitsOf(host).filter(({ author }) => author.email === grace.email)).toHaveLength(1)
  expect(existsSync(inFolder('sprung'))).toBe(false)
})

test("nothing is written into the user's repository", async () => {
  const repository = repositoryAt('untouched')
  oddHistory(repository)
  const files = () => readdirSync(repository.path, { recursive: true, encoding: 'utf8' }).sort()
  const before = files()
  const host = await synced(repository.path)
  await sync(host)
  expect(files()).toEqual(before)
})

test('what a body mentions is read; what an earlier version had read without is read again, once, and nothing is lost', async () => {
  const repository = repositoryAt('bodies')
  repository.commit('first')
  repository.commit('second\n\nFor SHOP-7.\nAnd no more.\n\nSigned-off-by: A1 <a1@example.org>')
  const host = await synced(repository.path)
  expect(commitsOf(host).map(({ subject, mentions }) => [subject, mentions])).toEqual(
    expect.arrayContaining([
      ['first', null],
      ['second', 'For SHOP-7.'],
    ]),
  )
  const counted = statsOf(host).length
  host.forgetOfCursors('commits', 'version')
  expect(await sync(host)).toMatchObject({ records: 2, removed: 0 })
  expect(await sync(host)).toMatchObject({ records: 0 })
  expect(statsOf(host)).toHaveLength(counted)
})

test('.mailmap of the work tree, or of HEAD in a bare repository, decides who wrote what, and editing it reads again', async () => {
  const repository = repositoryAt('people')
  repository.commit('by grace', { author: grace })
  repository.tag('v1', { message: 'one' })
  const host = await synced(repository.path)
  writeFileSync(join(repository.path, '.mailmap'), 'Rear Admiral <navy@example.org> <grace@example.org>\n')
  await sync(host)
  const admiral = { name: 'Rear Admiral', email: 'navy@example.org' }
  expect(commitsOf(host)[0]?.author).toEqual(admiral)

  repository.commit('mailmap')
  repository.git('clone', '--quiet', '--bare', '.', inFolder('bare.git'))
  const bare = await synced(inFolder('bare.git'))
  expect(commitsOf(bare).find(({ subject }) => subject === 'by grace')?.author).toEqual(admiral)
  expect(tagsOf(bare)[0]?.tagger).toEqual(admiral)
})

test('damaged and odd commits are read with what they have', async () => {
  const repository = repositoryAt('damaged')
  const good = repository.commit('good')
  const tree = repository.git('rev-parse', 'HEAD^{tree}')
  const write = (name: string, lines: readonly string[], message: Buffer | string = name) => {
    const head = Buffer.from([`tree ${tree}`, `parent ${good}`, ...lines, '', ''].join('\n'), 'latin1')
    const sha = repository.writeObject('commit', Buffer.concat([head, Buffer.from(message)]))
    repository.git('update-ref', `refs/heads/${name}`, sha)
    return sha
  }
  const ada = 'Ada <ada@example.org> 1700000000 +0200'
  const noDate = write('no-date', ['author Ada <ada@example.org>', `committer ${ada}`])
  const negative = write('negative', ['author Ada <ada@example.org> -500 +0000', `committer ${ada}`])
  const noMail = write('no-mail', ['author Nobody <> 1700000000 +0000', `committer ${ada}`])
  const latin = write(
    'latin',
    ['author Jos\xe9 <jose@example.org> 1700000000 +0000', `committer ${ada}`, 'encoding ISO-8859-1'],
    Buffer.from('caf\xe9', 'latin1'),
  )
  const unknown = write('unknown', [`author ${ada}`, `committer ${ada}`, 'encoding no-such'], Buffer.from([0x63, 0xe9]))
  const host = await synced(repository.path)
  expect(commitsOf(host)).toHaveLength(6)
  const commit = (sha: string) => commitsOf(host).find(found => found.sha === sha)
  expect(commit(noDate)).toMatchObject({ authoredAt: 1_700_000_000_000, authorOffsetMinutes: 120 })
  expect(commit(negative)).toMatchObject({ authoredAt: 1_700_000_000_000 })
  expect(commit(noMail)?.author).toEqual({ name: 'Nobody', email: 'Nobody' })
  expect(commit(latin)).toMatchObject({ author: { name: 'José' }, subject: 'café' })
  expect(commit(unknown)?.subject).toBe('c\ufffd')
  expect(host.logged.join()).toContain('damaged author or date')
})

test('refs to objects that are not there are left out and named; their tags stay without a commit', async () => {
  const repository = repositoryAt('broken')
  repository.commit('good')
  writeFileSync(join(repository.path, '.git', 'refs', 'heads', 'gone'), `${'1'.repeat(40)}\n`)
  writeFileSync(join(repository.path, '.git', 'refs', 'tags', 'lost'), `${'2'.repeat(40)}\n`)
  writeFileSync(join(repository.path, '.git', 'refs', 'heads', 'garbage'), 'garbage\n')
  const host = await synced(repository.path)
  expect(commitsOf(host)).toHaveLength(1)
  expect(branchesOf(host)).toEqual(['heads/main'])
  expect(tagsOf(host)).toEqual([expect.objectContaining({ name: 'lost', commitSha: null })])
  expect(host.logged.join()).toContain('refs/heads/gone')
})

test('commits whose contents are missing stay uncounted, the others are counted', async () => {
  const repository = repositoryAt('partial')
  repository.commit('one', { files: { 'a.txt': 'a\n' } })
  const damaged = repository.commit('two', { files: { 'b.txt': 'lost\n' } })
  repository.commit('three', { files: { 'c.txt': 'c\nc\n' } })
  const blob = repository.git('rev-parse', 'HEAD:b.txt')
  rmSync(join(repository.path, '.git', 'objects', blob.slice(0, 2), blob.slice(2)))
  const host = await synced(repository.path)
  expect(
    statsOf(host)
      .map(({ additions }) => additions)
      .sort(),
  ).toEqual([1, 2])
  expect(host.logged.join()).toContain(damaged)
  expect(await sync(host)).toMatchObject({ records: 0 })
})

test('where a clone comes from is told in one form for all addresses, also when it moves', async () => {
  const repository = repositoryAt('clone')
  repository.commit('a')
  repository.git('remote', 'add', 'origin', 'git@github.com:Acme/Shop.git')
  const host = await synced(repository.path)
  expect(repositoryOf(host)).toMatchObject({ origin: 'github.com/acme/shop' })
  repository.git('remote', 'set-url', 'origin', 'https://github.com/acme/store.git')
  await sync(host)
  expect(repositoryOf(host)).toMatchObject({ origin: 'github.com/acme/store' })
})

test('rewritten history whose old commits git has pruned already is swept', async () => {
  const repository = repositoryAt('rewritten')
  repository.commit('kept')
  repository.commit('dropped')
  const host = await synced(repository.path)
  repository.git('reset', '--quiet', '--hard', 'HEAD~1')
  repository.commit('instead', { author: grace })
  repository.git('reflog', 'expire', '--expire=now', '--all')
  repository.git('gc', '--quiet', '--prune=now')
  await sync(host)
  expect(ours(host)).toMatchObject({ commits: gitsOwn(repository).commits })
  expect(statsOf(host)).toHaveLength(2)
})

test('a shallow clone says so, and deepening it reads what came to light', async () => {
  const repository = repositoryAt('deep')
  for (let index = 0; index < 4; index++) repository.commit(`commit ${index}`)
  repository.git('clone', '--quiet', '--depth=2', `file://${repository.path}`, inFolder('shallow'))
  const host = hostFor({ folders: [inFolder('shallow')] })
  const [option] = await host.discover()
  expect(option?.warning).toContain('shallow')
  await sync(host)
  expect(commitsOf(host)).toHaveLength(2)
  repository.gitIn(inFolder('shallow'), 'fetch', '--quiet', '--unshallow')
  await sync(host)
  expect(ours(host)).toEqual({ ...gitsOwn(repository), tags: [] })
  expect(repositoryOf(host)).toMatchObject({ shallow: false, defaultBranch: 'remotes/origin/main' })
})

test('work trees of one repository are one source, with the commits of each', async () => {
  const repository = repositoryAt('main-tree')
  repository.commit('one')
  repository.git('worktree', 'add', '--quiet', '--detach', inFolder('other-tree'))
  const host = hostFor({ folders: [inFolder('other-tree'), repository.path, folder.path] })
  const options = await host.discover()
  expect(options.map(({ externalId, name }) => ({ externalId, name }))).toEqual([
    { externalId: join(repository.path, '.git'), name: 'main-tree' },
  ])
  repository.gitIn(
    inFolder('other-tree'),
    'commit',
    '--quiet',
    '--allow-empty',
    '--message',
    'detached in the other tree',
  )
  await sync(host)
  expect(
    commitsOf(host)
      .map(({ subject }) => subject)
      .sort(),
  ).toEqual(['detached in the other tree', 'one'])
})

test('a detached HEAD counts, and an empty repository is offered with a warning', async () => {
  const repository = repositoryAt('detached')
  repository.commit('one')
  repository.git('checkout', '--quiet', '--detach')
  repository.commit('two')
  expect(commitsOf(await synced(repository.path))).toHaveLength(2)
  const empty = hostFor({ folders: [repositoryAt('empty').path] })
  const [option] = await empty.discover()
  expect(option?.warning).toContain('Empty')
  expect(await sync(empty)).toMatchObject({ ended: true, records: 1 })
  expect(await sync(empty)).toMatchObject({ records: 0 })
})

test('a search skips packages and hidden folders and does not follow links in circles', async () => {
  for (const name of ['a/deep/project', 'node_modules/package', '.hidden/project', 'a/deep/project/nested']) {
    repositoryAt(name).commit('x')
  }
  symlinkSync(folder.path, inFolder('a', 'circle'))
  const found = await hostFor({ folders: [folder.path] }).discover()
  expect(found.map(({ externalId }) => externalId)).toEqual([inFolder('a', 'deep', 'project', '.git')])
})

test('a folder inside a repository names the repository to add', async () => {
  const repository = repositoryAt('outer')
  repository.commit('x', { files: { 'src/a.txt': 'a\n' } })
  await expect(hostFor({ folders: [join(repository.path, 'src')] }).verify()).rejects.toMatchObject({
    code: 'source.not_a_repository',
    hint: expect.stringContaining(repository.path),
    fields: [{ path: 'settings.folders.0' }],
  })
})

test('a remote is copied once, fetched afterwards, and follows its default branch', async () => {
  const repository = repositoryAt('remote')
  oddHistory(repository)
  const host = hostFor({ remotes: [`file://${repository.path}`] })
  expect(await host.discover()).toEqual([
    expect.objectContaining({ externalId: `file://${repository.path}`, name: 'remote' }),
  ])
  await sync(host)
  expect(ours(host)).toEqual(gitsOwn(repository))
  repository.git('checkout', '--quiet', '-b', 'trunk')
  repository.commit('on the new trunk')
  repository.git('branch', '--quiet', '-D', 'side')
  await sync(host)
  expect(ours(host)).toEqual(gitsOwn(repository))
  expect(branchesOf(host)).toEqual(['heads/main', 'heads/trunk'])
  expect(repositoryOf(host)).toMatchObject({ defaultBranch: 'heads/trunk', path: `file://${repository.path}` })
  expect(await sync(host)).toMatchObject({ records: 0 })
})

test('a repository whose objects are gone is damaged, not empty: what was read of it stays', async () => {
  const repository = repositoryAt('damaged')
  repository.commit('one')
  repository.commit('two')
  const host = await synced(repository.path)
  const before = commitsOf(host)
  writeFileSync(inFolder('damaged', '.git', 'refs', 'heads', 'other'), `${before[0]?.sha}\n`)
  rmSync(inFolder('damaged', '.git', 'objects'), { recursive: true })
  mkdirSync(inFolder('damaged', '.git', 'objects'))
  const [option] = await host.discover()
  expect(option?.warning).toContain('Damaged')
  await expect(sync(host)).rejects.toMatchObject({
    code: 'source.unreadable',
    hint: expect.stringContaining('damaged'),
  })
  expect(commitsOf(host)).toEqual(before)
})
