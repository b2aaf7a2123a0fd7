import { expect, test } from 'vitest'
import { step } from '../../../shared/flow/test-support.ts'
import { TeamId } from '../../../shared/model/ids.ts'
import type { QualityFilter, QualityFinding } from '../../../shared/model/quality.ts'
import { deriveRepository } from '../derive-repository.ts'
import { derivePullRequests } from '../dora/derive-pull-requests.ts'
import { createTestTracker } from '../testing/issues.ts'
import { at, createTestWorkspace } from '../testing/workspace.ts'
import { qualityCounts, qualityItems } from './quality.ts'

const match = (pattern: string, names: readonly string[]) => names.map(name => new RegExp(pattern, 'u').test(name))
const config = {
  flows: [
    {
      id: 1,
      name: 'Delivery',
      steps: [
        step(1, 'Open', 'todo'),
        step(2, 'Doing', 'in_progress'),
        step(3, 'Review', 'in_progress'),
        step(4, 'Done', 'done'),
      ],
      mappings: [
        { status: 'To Do', stepId: 1 },
        { status: 'Doing', stepId: 2 },
        { status: 'Review', stepId: 3 },
        { status: 'Done', stepId: 4 },
      ],
    },
  ],
  issueTypes: [
    { issueType: 'Story', flowId: 1 },
    { issueType: 'Epic', flowId: null },
  ],
}
const everything: QualityFilter = { from: null, to: null, teamId: null }

async function workspace() {
  const w = await createTestWorkspace()
  const ask = (filter = everything, now = at(30)) =>
    Object.fromEntries(qualityCounts(w.db, { filter, now }).map(({ finding, count }) => [finding, count]))
  const items = (finding: QualityFinding, filter = everything) =>
    qualityItems(w.db, { finding, filter, now: at(30), page: { offset: 0, limit: 200 } })
  return { ...w, ask, items }
}

test('without anything to look at there is no count, and it is said what is missing', async () => {
  const w = await workspace()
  w.run('delete from connections')
  w.run('delete from people')
  const counts = qualityCounts(w.db, { filter: everything, now: 0 })
  expect(counts.every(({ count }) => count === null)).toBe(true)
  expect(new Set(counts.map(({ nothing }) => nothing))).toEqual(
    new Set(['no_issues', 'no_repositories', 'no_pull_requests', 'no_services', 'no_people', 'no_connections']),
  )
})

test('findings about issues name them, with the steps they took', async () => {
  const w = await workspace()
  const tracker = createTestTracker(w.db)
  for (const name of ['To Do', 'Doing', 'Review', 'Done']) tracker.status(name, 'unknown')
  tracker.save(config)
  const issue = (...way: [string, number][]) => tracker.issue({ way, project: 'APP' })
  issue(['To Do', at(0)], ['Done', at(1)])
  issue(['To Do', at(0)], ['Doing', at(1)], ['Review', at(2)], ['Doing', at(3)], ['Done', at(4)])
  issue(['Doing', at(0)], ['Done', at(1)], ['Doing', at(2)])
  issue(['Doing', at(0)], ['Parked', at(1)], ['Done', at(9)])
  tracker.issue({ way: [['To Do', at(0)]], type: 'Bug' })
  tracker.issue({ way: [['To Do', at(0)]], type: 'Epic' })
  await tracker.derive()
  expect(w.ask()).toMatchObject({
    doneWithoutStart: 1,
    movedBackwards: 1,
    reopened: 1,
    unmapped: 1,
    statusOnlyInHistory: 1,
    typeUnmapped: 1,
  })
  expect(w.items('movedBackwards').rows).toMatchObject([
    { about: 'Open → Doing → Review → Doing → Done', at: at(4), target: { kind: 'issue', id: 2 } },
  ])
  expect(w.items('unmapped').rows[0]?.about).toBe('Doing → Unmapped → Done')
  expect(w.items('statusOnlyInHistory').rows).toMatchObject([{ name: 'Parked', place: 'First' }])
  expect(w.items('typeUnmapped').rows).toMatchObject([{ name: 'Bug', about: '1 issue of this type, in no flow' }])
  expect(w.ask({ ...everything, from: at(2), to: at(5) })).toMatchObject({ doneWithoutStart: 0, movedBackwards: 1 })

  w.run(`insert into teams (id, name, color) values (1, 'Others', 'blue'), (2, 'Ours', 'blue')`)
  w.run(`insert into team_projects (team_id, project_id) select 2, id from projects where name = 'APP'`)
  const ofTeam = (id: number) => w.ask({ ...everything, teamId: TeamId.parse(id) })
  expect([ofTeam(1), ofTeam(2)]).toMatchObject([{ movedBackwards: null }, { movedBackwards: 1 }])
})

test('findings about deployments: the first of a repository, changes dated after theirs, tags without a commit, shallow clones', async () => {
  const w = await workspace()
  const r = w.repository('service')
  const a = w.commit(r, { authoredAt: at(0) })
  const b = w.commit(r, { authoredAt: at(6), parents: [a] })
  w.tag(r, 'v1.0', a, at(1))
  w.tag(r, 'v1.1', b, at(3))
  w.run('insert into tags (repository_id, name, annotated, tagged_at) values (?, ?, 1, ?)', r, 'tree', at(2))
  w.branch(r, 'heads/main', b)
  await deriveRepository(w.db, r, match)
  w.run('update repositories set shallow = 1')
  expect(w.ask()).toMatchObject({
    firstDeployment: 1,
    negativeLeadTime: 1,
    deploymentWithoutCommit: 1,
    shallowClone: 1,
  })
  expect(w.items('firstDeployment').rows).toMatchObject([
    { name: 'v1.0', about: '1 commit came with it', place: 'service' },
  ])
  expect(w.items('negativeLeadTime').rows).toMatchObject([
    { about: expect.stringMatching(/ is dated after v1\.1$/), at: at(6) },
  ])
  expect(w.items('deploymentWithoutCommit').rows).toMatchObject([{ name: 'tree' }])
  expect(w.items('shallowClone').rows).toMatchObject([{ name: 'service', about: '/service' }])
  expect(w.ask({ ...everything, from: at(4) })).toMatchObject({
    firstDeployment: 0,
    negativeLeadTime: 0,
    shallowClone: 1,
  })
  w.run('update data_sources set active = 0')
  expect(w.ask()).toMatchObject({ firstDeployment: null, negativeLeadTime: null, shallowClone: null })
})

/** v1.0 of day 1, v1.1 of day 3 and v1.2 of day 9; pull requests are merged into them. */
async function withPullRequests() {
  const w = await workspace()
  const r = w.repository('service')
  const [a, b, c] = [0, 2, 8].map(day => w.commit(r, { authoredAt: at(day) })) as [number, number, number]
  w.run('insert into commit_parents (commit_id, position, parent_id) values (?, 0, ?), (?, 0, ?)', b, a, c, b)
  w.run('update commits set parents = 1 where id > ?', a)
  for (const [name, commit, day] of [
    ['v1.0', a, 1],
    ['v1.1', b, 3],
    ['v1.2', c, 9],
  ] as const)
    w.tag(r, name, commit, at(day))
  w.branch(r, 'heads/main', c)
  w.run(`insert into names (id, name) values (1, 'main'), (2, 'topic')`)
  w.run(
    `insert into hosted_repositories (data_source_id, external_id, owner, name, location, url, default_branch, private, archived, fork,
       created_at, content_hash, active) values (?, '1', 'o', 'service', 'host/o/service', 'https://host/o/service', 'main', 0, 0, 0, 0, x'00', 1)`,
    r,
  )
  let pulls = 0
  const pull = (mergedAt: number, merge: number | null) => {
    pulls++
    w.run(
      `insert into pull_requests (data_source_id, external_id, number, title, state, draft, author_id, created_at, updated_at, merged_at,
         merge_commit_sha, base_branch_id, head_branch_id, content_hash, active)
       values (?, ?, ?, 'Change', 'merged', 0, null, ?, 0, ?, (select sha from commits where id = ?), 1, 2, x'00', 1)`,
      r,
      String(pulls),
      pulls,
      at(0),
      mergedAt,
      merge,
    )
  }
  return { ...w, r, b, pull }
}

test('findings about pull requests: those no deployment holds, and those whose dates contradict each other', async () => {
  const w = await withPullRequests()
  expect(w.ask()).toMatchObject({ pullRequestWithoutDeployment: null, negativeStage: null })
  w.pull(at(2), w.b)
  w.pull(at(4), null)
  w.pull(at(10), null)
  w.pull(at(0), null)
  w.pull(at(3, 1), w.b)
  await deriveRepository(w.db, w.r, match)
  await derivePullRequests(w.db, { repositoryId: w.r, serviceId: 0 })
  expect(w.ask()).toMatchObject({ pullRequestWithoutDeployment: 2, negativeStage: 1 })
  expect(w.items('pullRequestWithoutDeployment').rows).toMatchObject([
    { name: '#3 Change', about: 'merged after the last deployment', at: at(10), place: 'service' },
    { name: '#2 Change', about: 'merged, but in no deployment since', at: at(4) },
  ])
  expect(w.items('negativeStage').rows).toMatchObject([{ name: '#5 Change', about: expect.stringContaining('v1.1') }])
  expect(w.ask({ ...everything, to: at(9) })).toMatchObject({ pullRequestWithoutDeployment: 1 })
})

test('pull requests that touch no service are no deployment’s to hold: they are counted apart', async () => {
  const w = await withPullRequests()
  const docs = w.commit(w.r, { authoredAt: at(12) })
  const late = w.commit(w.r, { authoredAt: at(13) })
  w.run(
    `insert into services (id, repository_id, name, paths, listed_for, updated_at) values (7, ?, 'api', '["a"]', '["a"]', 0)`,
    w.r,
  )
  w.run('insert into service_commits select 7, id from commits where id <> ?', docs)
  w.pull(at(2), w.b)
  w.pull(at(12), docs)
  w.pull(at(13), late)
  w.pull(at(14), null)
  w.run('update repositories set changed_seq = changed_seq + 1')
  await deriveRepository(w.db, w.r, match)
  expect(w.ask()).toMatchObject({ pullRequestWithoutDeployment: 2, pullRequestOfNoService: 1 })
  expect(w.items('pullRequestWithoutDeployment').rows.map(({ name }) => name)).toEqual(['#4 Change', '#3 Change'])
  expect(w.items('pullRequestOfNoService').rows).toMatchObject([
    { name: '#2 Change', about: 'it touches the paths of no service', at: at(12), place: 'service' },
  ])
  // Of the fourth nobody knows what it touches.
  const counted = qualityCounts(w.db, { filter: everything, now: 0 }).find(
    one => one.finding === 'pullRequestOfNoService',
  )
  expect(counted).toMatchObject({ count: 1, of: 3 })
  expect(w.ask({ ...everything, to: at(12) })).toMatchObject({ pullRequestOfNoService: 0 })
  // Until it is known what the service touches, any of them may be its own.
  w.run(`update services set listed_for = null`)
  w.run('update repositories set changed_seq = changed_seq + 1')
  await deriveRepository(w.db, w.r, match)
  expect(w.ask()).toMatchObject({ pullRequestOfNoService: 0 })
  expect(w.items('pullRequestWithoutDeployment').rows).toHaveLength(4)
})

test('findings about incidents: those of no deployment, and those open for more than 30 days', async () => {
  const w = await workspace()
  const r = w.repository('service')
  const incident = (key: string, beganAt: number, endedAt: number | null) =>
    w.run(
      `insert into incidents (repository_id, key, source, title, began_at, ended_at, by_hand) values (?, ?, 'revert', ?, ?, ?, 0)`,
      r,
      key,
      `Incident ${key}`,
      beganAt,
      endedAt,
    )
  incident('a', at(-1), null)
  incident('b', at(1), null)
  incident('c', at(-9), at(2))
  expect(w.ask()).toMatchObject({ incidentWithoutDeployment: 3, openIncident: 1 })
  expect(w.items('openIncident').rows).toMatchObject([{ name: 'Incident a', at: at(-1), place: 'service' }])
  expect(w.ask({ ...everything, from: at(0) })).toMatchObject({ incidentWithoutDeployment: 1, openIncident: 0 })
})

test('connections that are late or fail, and people that look like one', async () => {
  const w = await workspace()
  w.run('update connections set last_sync_at = ? where id = 1', at(28))
  w.run('update connections set last_sync_at = ? where id = 2', at(30))
  const fault = JSON.stringify({
    code: 'auth.rejected',
    hint: 'Enter a new token.',
    details: {},
    fields: [],
    retryAt: null,
  })
  w.run('update connections set last_sync_error = ? where id = 2', fault)
  w.run(`insert into people (email, name, named_at) values ('ann@y', 'Ann Onymous', 0), ('ann@z', 'Onymous, Ann', 0)`)
  expect(w.ask()).toMatchObject({ notSynced: 1, connectionFailing: 1, duplicatePeople: 3 })
  expect(w.items('notSynced').rows).toMatchObject([
    { name: 'First', at: at(28), target: { kind: 'connection', id: 1 } },
  ])
  expect(w.items('connectionFailing').rows).toMatchObject([{ name: 'Second', about: 'Enter a new token.' }])
  expect(w.items('duplicatePeople').total).toBe(3)
  w.run('update connections set enabled = 0')
  expect(w.ask()).toMatchObject({ notSynced: null, connectionFailing: null })
})
