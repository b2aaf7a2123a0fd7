import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../../../store/test-support.ts'
import { generateWorld } from './generated-world.ts'
import { makeGitWorld } from './git-world.ts'
import { githubTime } from './world.ts'

const pulls = 24
const make = () => makeGitWorld(generateWorld({ pulls, issues: 0 }), temporaryFolder())

async function shop() {
  const { world, clones } = await make()
  const [repository] = world.repositories
  const path = clones['acme/shop']
  if (!repository || path === undefined) throw new Error('There is no shop')
  const git = (...args: readonly string[]) => execFileSync('git', ['-C', path, ...args], { encoding: 'utf8' }).trim()
  return { repository, git }
}

test('the commits of the world are those of the repository, with their parents, people and times', async () => {
  const { repository, git } = await shop()
  const { commits = [], head } = repository.history ?? {}
  const listed = git('log', '--all', '--format=%H %an %ae %at %ct %P')
    .split('\n')
    .map(line => line.trim())
    .sort()
  const seconds = (person: unknown) => Date.parse(String((person as { date: string }).date)) / 1000
  expect(listed).toEqual(
    commits
      .map(({ sha, commit, parents }) => {
        const { name, email } = commit['author'] as { readonly name: string; readonly email: string }
        const people = `${name} ${email} ${seconds(commit['author'])} ${seconds(commit['committer'])}`
        return [sha, people, ...parents.map(parent => parent.sha)].join(' ')
      })
      .sort(),
  )
  expect(git('rev-parse', 'main')).toBe(head)
  expect(() => git('fsck', '--strict')).not.toThrow()
})

test('pull requests, tags, deployments and runs point at commits that are there', async () => {
  const { repository, git } = await shop()
  const known = new Set(git('rev-list', '--all').split('\n'))
  const merged = repository.pulls.filter(({ record }) => record['merged_at'] !== null)
  expect(merged.length).toBeGreaterThan(10)
  const main = new Set(git('rev-list', 'main').split('\n'))
  for (const { record } of merged) expect(main).toContain(record['merge_commit_sha'])
  for (const { commits, record } of repository.pulls) {
    expect(git('rev-parse', `${commits[0]?.['sha']}^`)).toBe((record['base'] as { sha: string }).sha)
    for (const { sha } of commits) expect(known).toContain(sha)
    expect(git('rev-parse', `refs/pull/${record.number}/head`)).toBe((record['head'] as { sha: string }).sha)
  }
  for (const { record } of repository.deployments) expect(main).toContain(record['sha'])
  for (const { record } of repository.runs) expect(main).toContain(record['head_sha'])
  expect(repository.tags.length).toBeGreaterThan(2)
  for (const { name, sha, taggedAt } of repository.tags) {
    expect(git('rev-parse', `${name}^{commit}`)).toBe(sha)
    expect(git('cat-file', '-t', name)).toBe(taggedAt === null ? 'commit' : 'tag')
    if (taggedAt === null) continue
    expect(githubTime(Number(git('for-each-ref', '--format=%(taggerdate:unix)', `refs/tags/${name}`)) * 1000)).toBe(
      taggedAt,
    )
  }
})

test('a merge brings in what its branch changed, and the same world makes the same repository', async () => {
  const { repository, git } = await shop()
  const merge = repository.history?.commits.find(({ parents }) => parents.length === 2)
  const [, branch] = merge?.parents ?? []
  if (!merge || !branch) throw new Error('There is no merge')
  const inBranch = git('diff', '--name-only', `${merge.sha}^1...${branch.sha}`)
  expect(inBranch).not.toBe('')
  expect(git('diff', '--name-only', `${merge.sha}^1`, merge.sha)).toBe(inBranch)
  expect((await shop()).repository).toEqual(repository)
})
