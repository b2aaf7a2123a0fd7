import { chmodSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createTestFolder, createTestRepository } from '../../../../test/support/git-repository.ts'
import { createMemoryHost } from '../sdk/conformance-host.ts'
import { formSchema } from '../sdk/form-schema.ts'
import { localProblem } from './faults.ts'
import { parseVersion } from './git-version.ts'
import { git } from './index.ts'
import { expandHome, GitSettings } from './settings.ts'

let folder: ReturnType<typeof createTestFolder>
beforeEach(() => {
  folder = createTestFolder()
})
afterEach(() => {
  vi.unstubAllEnvs()
  folder.remove()
})

const hostFor = (...folders: string[]) =>
  createMemoryHost({ connector: git, settings: { folders }, credentials: {}, cacheFolder: join(folder.path, 'cache') })

function repositoryAt(name: string): string {
  const repository = createTestRepository(join(folder.path, name))
  repository.commit('x')
  return repository.path
}

/** Puts a program in place of git. */
function pretendGit(script: string): void {
  writeFileSync(join(folder.path, 'git'), `#!/bin/sh\n${script}\n`)
  chmodSync(join(folder.path, 'git'), 0o755)
  const { PATH: searchPath } = process.env
  vi.stubEnv('PATH', [folder.path, searchPath].join(delimiter))
}

test('without git it says what to install', async () => {
  const host = hostFor(repositoryAt('one'))
  vi.stubEnv('PATH', join(folder.path, 'nothing-here'))
  await expect(host.verify()).rejects.toMatchObject({ code: 'tool.missing', details: { program: 'git' } })
})

test('a git that is too old is named with the version that is needed', async () => {
  const host = hostFor(repositoryAt('one'))
  pretendGit('echo git version 2.30.9')
  await expect(host.verify()).rejects.toMatchObject({
    code: 'tool.too_old',
    details: { found: '2.30.9', needed: '2.31' },
  })
})

test('a git that only complains is not taken for one', async () => {
  const host = hostFor(repositoryAt('one'))
  pretendGit('echo "xcode-select: no developer tools were found" >&2; exit 1')
  await expect(host.verify()).rejects.toMatchObject({ code: 'tool.missing' })
})

test('a searched folder passes when one repository is usable; the others are checks that failed', async () => {
  repositoryAt('good')
  const bad = repositoryAt('bad')
  writeFileSync(join(bad, '.git', 'HEAD'), 'nonsense')
  const { checks, product } = await hostFor(folder.path).verify()
  expect(product).toMatch(/^git \d/)
  expect(checks.filter(({ ok }) => !ok)).toEqual([{ name: bad, ok: false, hint: expect.any(String) }])
})

test('several wrong folders are each named by their field', async () => {
  const error = await hostFor(join(folder.path, 'a'), repositoryAt('good'), join(folder.path, 'b'))
    .verify()
    .catch((thrown: unknown) => thrown)
  expect(error).toMatchObject({
    code: 'settings.invalid',
    fields: [{ path: 'settings.folders.0' }, { path: 'settings.folders.2' }],
    details: { 'settings.folders.0': 'source.unreadable', 'settings.folders.2': 'source.unreadable' },
  })
})

test("a repository of another user's comes with the command that trusts it", () => {
  const fault = localProblem("fatal: detected dubious ownership in repository at '/srv/x'", '/srv/x')
  expect(fault).toMatchObject({ code: 'source.unreadable', hint: expect.stringContaining('safe.directory "/srv/x"') })
})

test.each([
  ['git version 2.39.5', '2.39.5', [2, 39]],
  ['git version 2.50.1 (Apple Git-155)', '2.50.1', [2, 50]],
  ['git version 2.45.1.windows.1', '2.45.1.windows.1', [2, 45]],
])('%s is understood', (output, text, numbers) => {
  expect(parseVersion(output)).toEqual({ text, numbers })
})

test('settings need a whole path, from the root or from home, and at least one place', () => {
  expect(GitSettings.safeParse({ folders: ['~/code'] }).success).toBe(true)
  expect(expandHome('~/code')).not.toContain('~')
  expect(expandHome('/x/~y')).toBe('/x/~y')
  for (const folders of [['code'], ['./code'], ['~other/code'], [''], []]) {
    expect(GitSettings.safeParse({ folders }).success).toBe(false)
  }
})

test('the forms can be generated: lists with titles and defaults, secrets marked', () => {
  expect(formSchema(git.settings)).toMatchObject({
    type: 'object',
    properties: {
      folders: { type: 'array', title: 'Folders', default: [], format: 'folder', items: { type: 'string' } },
      remotes: { type: 'array', title: 'Remote addresses', default: [] },
    },
  })
  expect(formSchema(git.settings)).not.toHaveProperty('required')
  expect(git.credentials && formSchema(git.credentials)).toMatchObject({
    properties: { token: { type: 'string', title: 'Access token', secret: true } },
  })
})
