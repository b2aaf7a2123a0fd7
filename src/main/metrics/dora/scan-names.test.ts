import { expect, test } from 'vitest'
import type { IssueKeyRule } from '../../../shared/model/issue-keys.ts'
import { createTestTracker } from '../testing/issues.ts'
import { createTestHost } from '../testing/pulls.ts'
import { at, createTestWorkspace, type TestWorkspace } from '../testing/workspace.ts'
import { findGroups } from './find-groups.ts'
import { issueKeyList } from './issue-key-list.ts'
import { previewIssueKeys } from './preview-issue-keys.ts'
import { giveUpPatterns, repositoriesToName, scanNames } from './scan-names.ts'

const standard: IssueKeyRule = { ownKey: true, prefixes: [], patterns: [] }

/** A project SHOP with the issues SHOP-1 and SHOP-2, and a repository at a code host. */
async function workspace() {
  const w = await createTestWorkspace()
  const tracker = createTestTracker(w.db, 2)
  for (const _ of [1, 2]) tracker.issue({ project: 'SHOP', way: [['To do', at(0)]] })
  const repository = w.repository('web')
  const host = createTestHost(w.db)
  host.host(repository)
  const projectId = w.db.prepare<[], number>(`select id from projects where key = 'SHOP'`).pluck().get() ?? 0
  return {
    ...w,
    add: w.repository,
    host,
    repository,
    projectId,
    rule: (rule: IssueKeyRule | null) => saveRule(w, projectId, rule),
  }
}

function saveRule(w: Pick<TestWorkspace, 'run'>, projectId: number, rule: IssueKeyRule | null): void {
  w.run('delete from issue_key_rules where project_id = ?', projectId)
  if (rule === null) return
  w.run('insert into issue_key_rules (project_id, rule, updated_at) values (?, ?, 0)', projectId, JSON.stringify(rule))
}

const commitKeys = ({ db }: Pick<TestWorkspace, 'db'>) =>
  db.prepare('select commit_id, key from commit_issues order by commit_id, key').raw().all()
const pullKeys = ({ db }: Pick<TestWorkspace, 'db'>) =>
  db.prepare('select pull_request_id, key from pull_request_issues order by pull_request_id, key').raw().all()

test('subjects and bodies name issues, and so do titles, branches and commits of pull requests', async () => {
  const w = await workspace()
  const a = w.commit(w.repository, { authoredAt: at(0), subject: 'Begin shop-1' })
  const b = w.commit(w.repository, { authoredAt: at(1), subject: 'Go on', mentions: 'For SHOP-2 and UTF-8' })
  const pull = w.host.pull(w.repository, { createdAt: at(0), title: 'SHOP-1', commits: [at(0)] })
  w.run(`update pull_request_commits set subject = 'wip SHOP-2' where pull_request_id = ?`, pull)
  expect(await scanNames(w.db, w.repository)).toBe(true)
  expect(commitKeys(w)).toEqual([
    [a, 'SHOP-1'],
    [b, 'SHOP-2'],
  ])
  expect(pullKeys(w)).toEqual([
    [pull, 'SHOP-1'],
    [pull, 'SHOP-2'],
  ])
  expect(await scanNames(w.db, w.repository)).toBe(false)
})

test('only what is new is read, unless the rules are others: then what no longer names anything is forgotten', async () => {
  const w = await workspace()
  const old = w.commit(w.repository, { authoredAt: at(0), subject: 'OLD-1 and #2' })
  const pull = w.host.pull(w.repository, { createdAt: at(0), title: 'OLD-2' })
  await scanNames(w.db, w.repository)
  expect([commitKeys(w), repositoriesToName(w.db)]).toEqual([[], []])

  w.rule({ ...standard, prefixes: ['OLD'], patterns: ['#(\\d+)'] })
  expect(repositoriesToName(w.db)).toEqual([w.repository])
  const texts: string[] = []
  const find = (pattern: string, all: readonly string[]) => {
    texts.push(...all)
    return findGroups(pattern, all)
  }
  expect(await scanNames(w.db, w.repository, find)).toBe(true)
  expect(commitKeys(w)).toEqual([
    [old, 'SHOP-1'],
    [old, 'SHOP-2'],
  ])
  expect(pullKeys(w)).toEqual([[pull, 'SHOP-2']])

  const later = w.commit(w.repository, { authoredAt: at(1), subject: '#1' })
  w.run(`update pull_requests set title = 'OLD-1', revision = revision + 1 where id = ?`, pull)
  texts.length = 0
  await scanNames(w.db, w.repository, find)
  expect(texts.map(text => text.split('\n')[0])).toEqual(['#1', 'OLD-1'])
  expect(pullKeys(w)).toEqual([[pull, 'SHOP-1']])

  w.rule(null)
  expect(await scanNames(w.db, w.repository)).toBe(true)
  expect([commitKeys(w), pullKeys(w), later > old]).toEqual([[], [], true])
})

test('a project that comes later is looked for in what was read before', async () => {
  const w = await workspace()
  w.commit(w.repository, { authoredAt: at(0), subject: 'API-3' })
  await scanNames(w.db, w.repository)
  createTestTracker(w.db, 1).issue({ project: 'API', way: [['To do', at(0)]] })
  expect(repositoriesToName(w.db)).toEqual([w.repository])
  await scanNames(w.db, w.repository)
  expect(commitKeys(w)).toMatchObject([[expect.any(Number), 'API-3']])
})

test('patterns that were being tried when time was up are given up, until the rule is saved again', async () => {
  const w = await workspace()
  w.commit(w.repository, { authoredAt: at(0), subject: '#1 and SHOP-2' })
  w.rule({ ...standard, patterns: ['#(\\d+)'] })
  const ended = scanNames(w.db, w.repository, () => {
    throw new Error('ended')
  })
  await expect(ended).rejects.toThrow('ended')
  expect(giveUpPatterns(w.db)).toBe(true)
  expect(giveUpPatterns(w.db)).toBe(false)
  await scanNames(w.db, w.repository)
  expect(commitKeys(w)).toMatchObject([[expect.any(Number), 'SHOP-2']])
  expect(issueKeyList(w.db).projects).toMatchObject([{ key: 'SHOP', tooSlow: true, issues: 2, namedIssues: 1 }])
})

test('a preview counts what a rule would find, names what is not there, and writes nothing', async () => {
  const w = await workspace()
  const other = w.add('other')
  w.commit(w.repository, { authoredAt: at(0), subject: 'Fix #1' })
  w.commit(w.repository, { authoredAt: at(1), subject: 'Rest', mentions: 'of #1 and #99' })
  w.commit(other, { authoredAt: at(2), subject: 'Fix #2' })
  w.commit(other, { authoredAt: at(2), subject: 'Nothing of SHOP-2' })
  w.host.pull(w.repository, { createdAt: at(0), title: 'Close #2' })
  const before = w.db.prepare('select total_changes()').pluck().get()
  const rule = { ...standard, ownKey: false, patterns: ['#(\\d+)'] }
  expect(previewIssueKeys(w.db, w.projectId, rule)).toMatchObject({
    issues: 2,
    commits: 3,
    pullRequests: 1,
    unknown: 1,
    examples: [
      { of: 'commit', text: 'Fix #1', keys: [{ key: 'SHOP-1', known: true }] },
      { of: 'pull_request', text: 'Close #2\nfeature/one', keys: [{ key: 'SHOP-2', known: true }] },
      { of: 'commit', text: 'Fix #2', keys: [{ key: 'SHOP-2', known: true }] },
      {
        of: 'commit',
        text: 'Rest\nof #1 and #99',
        keys: [
          { key: 'SHOP-1', known: true },
          { key: 'SHOP-99', known: false },
        ],
      },
    ],
  })
  w.run('update data_sources set active = 0 where id = ?', other)
  expect(previewIssueKeys(w.db, w.projectId, rule)).toMatchObject({ commits: 2 })
  expect(w.db.prepare('select total_changes()').pluck().get()).toBe(Number(before) + 1)
  expect(() => previewIssueKeys(w.db, 99, rule)).toThrow(expect.objectContaining({ code: 'rpc.not_found' }))
})

test('a number alone is an issue of the repository at its own code host', async () => {
  const w = await workspace()
  w.run(
    `insert into projects (connection_id, external_id, name, key, active) values (1, ?, 'web', 'acme/web', 1)`,
    `${w.repository}`,
  )
  const other = w.add('other')
  const commit = w.commit(w.repository, { authoredAt: at(0), subject: 'Fix #7 (#8)' })
  w.commit(other, { authoredAt: at(0), subject: 'Fix #7' })
  await scanNames(w.db, w.repository)
  await scanNames(w.db, other)
  expect(commitKeys(w)).toEqual([[commit, 'acme/web#7']])
})
