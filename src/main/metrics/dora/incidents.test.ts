import { expect, test } from 'vitest'
import { IssueId, RepositoryId } from '../../../shared/model/ids.ts'
import { defaultIncidentRules } from '../../../shared/model/incidents.ts'
import { deriveRepository } from '../derive-repository.ts'
import { queries } from '../queries.ts'
import { saveIncidentRules, trackedIssue } from '../testing/incidents.ts'
import { at, createTestWorkspace, day, filterOf, type TestWorkspace } from '../testing/workspace.ts'
import { assessRepository } from './assess-repository.ts'
import { previewIncidents } from './preview-incidents.ts'

const match = (pattern: string, names: readonly string[]) => names.map(name => new RegExp(pattern, 'u').test(name))
const page = { offset: 0, limit: 200 }

/**
 * Tags v1.0 (day 0, first), v1.1 (day 2: b), v1.2 (day 4: the revert of b, authored day 3), v1.3 (day 9: a merged hotfix whose
 * only commit was authored on day 8, and a commit taken back within the same deployment), v1.4 (day 16: names SHOP-7).
 */
async function shipped() {
  const w = await createTestWorkspace()
  const r = w.repository('service')
  w.run(
    `insert into projects (id, connection_id, external_id, name, key, active) values (1, 2, '1', 'Shop', 'SHOP', 1)`,
  )
  const a = w.commit(r, { authoredAt: at(0) })
  const b = w.commit(r, { authoredAt: at(1), parents: [a], subject: 'Charge cards twice (#12)' })
  const revert = w.commit(r, { authoredAt: at(3), parents: [b], subject: 'Revert "Charge cards twice (#12)" (#13)' })
  const side = w.commit(r, { authoredAt: at(8), parents: [revert] })
  const main = w.commit(r, { authoredAt: at(7), parents: [revert], subject: 'Try something' })
  const undone = w.commit(r, { authoredAt: at(7, 1), parents: [main], subject: 'Revert "Try something"' })
  const merge = w.commit(r, { authoredAt: at(8, 6), parents: [undone, side], subject: `Merge branch 'hotfix/login'` })
  const fix = w.commit(r, { authoredAt: at(15), parents: [merge], subject: 'SHOP-7: keep the basket' })
  w.tag(r, 'v1.0', a, at(0, 1))
  w.tag(r, 'v1.1', b, at(2))
  w.tag(r, 'v1.2', revert, at(4))
  w.tag(r, 'v1.3', merge, at(9))
  w.tag(r, 'v1.4', fix, at(16))
  w.branch(r, 'heads/main', fix)
  await deriveRepository(w.db, r, match)
  return { w, r }
}

const incidents = (w: TestWorkspace) =>
  queries
    .incidents(w.db, { filter: filterOf(), only: 'all', page })
    .rows.map(i => [i.source, i.beganAt, i.deploymentName, i.fixDeploymentName, i.resolvedAt])

// The revert of day 3 belongs to v1.1 (day 2) and ends with v1.2 (day 4): restored after 2 days. The hotfix began with its commit on
// day 8, belongs to v1.2 (day 4) and ends with v1.3 (day 9): restored after 5 days. What was reverted within v1.3 was never out.
// 2 of 5 failed; recovery median of 2 and 5 days: 3.5; v1.2 and v1.3 of 5 are unplanned. Durations 1 and 1 days.
test('reverts and hotfixes are incidents of the deployment before them', async () => {
  const { w } = await shipped()
  expect(incidents(w)).toEqual([
    ['hotfix', at(8), 'v1.2', 'v1.3', at(9)],
    ['revert', at(3), 'v1.1', 'v1.2', at(4)],
  ])
  const { changeFailRate, recoveryTime, reworkRate } = queries.dora(w.db, filterOf())
  expect(changeFailRate).toMatchObject({ deployments: 5, failed: 2, rate: 0.4, noData: null })
  expect(recoveryTime).toMatchObject({ medianMs: 3.5 * day, failed: 2, recovered: 2, noData: null })
  expect(recoveryTime.incidents).toEqual({ count: 2, resolved: 2, medianMs: day, withoutDeployment: 0 })
  expect(reworkRate).toMatchObject({ deployments: 5, unplanned: 2, rate: 0.4 })
  expect(changeFailRate.buckets.map(bucket => bucket.failed)).toEqual([2, 0, 0, 0])
})

/**
 * Tags v1.0 (day 0, first), v1.1 (day 2: two commits of one subject, one taken back at once, by its sha), v1.2 (day 4: the other taken
 * back, by its sha alone), v1.3 (day 6: that is brought back).
 */
test('the sha in a revert’s body tells what it takes back', async () => {
  const w = await createTestWorkspace()
  const r = w.repository('service')
  const shaOf = (id: number) =>
    w.db.prepare<[number], Buffer>('select sha from commits where id = ?').pluck().get(id)?.toString('hex')
  const a = w.commit(r, { authoredAt: at(0) })
  const out = w.commit(r, { authoredAt: at(1), parents: [a], subject: 'Tune' })
  const never = w.commit(r, { authoredAt: at(1, 1), parents: [out], subject: 'Tune' })
  const undone = w.commit(r, {
    authoredAt: at(1, 2),
    parents: [never],
    subject: 'Back out the tuning',
    mentions: `This reverts commit ${shaOf(never)}.`,
  })
  const revert = w.commit(r, {
    authoredAt: at(3),
    parents: [undone],
    subject: 'Revert "Tune"',
    mentions: `This reverts commit ${shaOf(out)}.`,
  })
  const back = w.commit(r, {
    authoredAt: at(5),
    parents: [revert],
    subject: 'Tune again',
    mentions: `This reverts commit ${shaOf(revert)}.`,
  })
  w.tag(r, 'v1.0', a, at(0, 1))
  w.tag(r, 'v1.1', undone, at(2))
  w.tag(r, 'v1.2', revert, at(4))
  w.tag(r, 'v1.3', back, at(6))
  w.branch(r, 'heads/main', back)
  await deriveRepository(w.db, r, match)
  expect(incidents(w)).toEqual([['revert', at(3), 'v1.1', 'v1.2', at(4)]])
})

// SHOP-7 on day 12 belongs to v1.3 (day 9), resolved on day 13: restored after 4 days. Its fix ships with v1.4, so that is unplanned.
// SHOP-8 on day 26 is ten days after v1.4: of no deployment. SHOP-9 has another label.
test('issues of a choice are incidents, their keys tell the fix', async () => {
  const { w, r } = await shipped()
  trackedIssue(w, 'SHOP-7', at(12), at(13))
  trackedIssue(w, 'SHOP-8', at(26), null)
  trackedIssue(w, 'SHOP-9', at(12), null, 'question')
  saveIncidentRules(w, r, {
    issues: { projects: ['shop'], types: ['BUG'], labels: ['Incident'], priorities: [] },
    reverts: false,
    hotfixBranches: null,
  })
  expect(await assessRepository(w.db, r, match)).toEqual(['deployments', 'incidents'])
  expect(incidents(w)).toEqual([
    ['issue', at(26), null, null, null],
    ['issue', at(12), 'v1.3', 'v1.4', at(13)],
  ])
  const { changeFailRate, recoveryTime, reworkRate } = queries.dora(w.db, filterOf())
  expect(changeFailRate).toMatchObject({ failed: 1, rate: 0.2 })
  expect(recoveryTime).toMatchObject({ medianMs: 4 * day, incidents: { count: 2, resolved: 1, withoutDeployment: 1 } })
  expect(reworkRate).toMatchObject({ unplanned: 1 })
  saveIncidentRules(w, r, {
    issues: { projects: [], types: ['Bug'], labels: ['incident'], priorities: [] },
    restoredBy: 'fix',
  })
  await assessRepository(w.db, r, match)
  const [, restored] = queries
    .deployments(w.db, { filter: filterOf(), only: 'failed', page })
    .rows.map(d => [d.name, d.restoredAt])
  expect(restored).toEqual(['v1.2', at(9)])
})

test('an issue that counts nowhere is no incident', async () => {
  const { w, r } = await shipped()
  trackedIssue(w, 'SHOP-7', at(12), at(13))
  saveIncidentRules(w, r, { issues: { projects: [], types: ['Bug'], labels: [], priorities: ['high'] } })
  const found = async () => {
    await assessRepository(w.db, r, match)
    return incidents(w).filter(([source]) => source === 'issue').length
  }
  expect(await found()).toBe(1)
  w.run('update issue_sources set active = 0')
  expect(await found()).toBe(0)
  w.run('update issue_sources set active = 1')
  w.run('update connections set enabled = 0 where id = 2')
  expect(await found()).toBe(0)
})

test('without any source there is no data', async () => {
  const { w, r } = await shipped()
  saveIncidentRules(w, r, { reverts: false, hotfixBranches: null, failedDeployments: false })
  await assessRepository(w.db, r, match)
  const { changeFailRate, recoveryTime, reworkRate } = queries.dora(w.db, filterOf())
  expect([changeFailRate.noData, changeFailRate.rate]).toEqual(['no_incident_sources', null])
  expect([recoveryTime.noData, reworkRate.noData]).toEqual(['no_incident_sources', 'no_incident_sources'])
})

test('nothing failed: a rate of 0, and no recovery time', async () => {
  const { w } = await shipped()
  const { changeFailRate, recoveryTime } = queries.dora(w.db, filterOf({ from: at(14), to: at(28) }))
  expect([changeFailRate.rate, changeFailRate.noData]).toEqual([0, null])
  expect([recoveryTime.medianMs, recoveryTime.noData]).toEqual([null, 'no_failed_deployments'])
})

test('what the user said of an incident holds, over other derivations too', async () => {
  const { w, r } = await shipped()
  w.run(
    `insert into incident_links (repository_id, incident_key, deployment_key, linked_at)
     select repository_id, key, null, 0 from incidents where source = 'revert'`,
  )
  await assessRepository(w.db, r, match)
  expect(queries.dora(w.db, filterOf()).changeFailRate.failed).toBe(1)
  w.run('update repositories set changed_seq = changed_seq + 1')
  await deriveRepository(w.db, r, match)
  const [, revert] = queries.incidents(w.db, { filter: filterOf(), only: 'all', page }).rows
  expect(revert).toMatchObject({ source: 'revert', deploymentId: null, byHand: true })
  expect(queries.incidents(w.db, { filter: filterOf(), only: 'without_deployment', page }).total).toBe(1)
})

test('deriving again without changes writes nothing', async () => {
  const { w, r } = await shipped()
  const before = w.db.prepare('select total_changes()').pluck().get()
  expect(await deriveRepository(w.db, r, match)).toEqual([])
  expect(w.db.prepare('select total_changes()').pluck().get()).toBe(before)
})

test('a deployment tells its incidents, the ones it fixed and the issues it names', async () => {
  const { w } = await shipped()
  trackedIssue(w, 'SHOP-7', at(12), at(13))
  const byName = (name: string) => {
    const row = queries.deployments(w.db, { filter: filterOf(), page }).rows.find(item => item.name === name)
    if (!row) throw new Error(name)
    return queries.deployment(w.db, { deploymentId: row.id })
  }
  expect(byName('v1.2')).toMatchObject({
    changes: 1,
    failed: true,
    unplanned: true,
    restoredAt: at(9),
    previousAt: at(2),
    incidents: [{ source: 'hotfix' }],
    fixes: [{ source: 'revert' }],
    issues: [],
  })
  expect(byName('v1.4').issues).toMatchObject([{ key: 'SHOP-7' }])
  expect(byName('v1.0')).toMatchObject({ changes: null, previousAt: null })
})

test('choices to link to begin with the latest deployment before the incident', async () => {
  const { w } = await shipped()
  const [hotfix] = queries.incidents(w.db, { filter: filterOf(), only: 'all', page }).rows
  if (!hotfix) throw new Error('an incident')
  const names = queries.linkChoices(w.db, { incidentId: hotfix.id }).map(({ name }) => name)
  expect(names).toEqual(['v1.2', 'v1.1', 'v1.0', 'v1.3', 'v1.4'])
})

test('a preview says what rules would find, and writes nothing', async () => {
  const { w, r } = await shipped()
  const before = w.db.prepare('select total_changes()').pluck().get()
  const preview = previewIncidents(w.db, r, { ...defaultIncidentRules, hotfixBranches: null }, match)
  expect(preview).toMatchObject({
    sources: [
      { source: 'issue', candidates: 0, matches: 0 },
      { source: 'revert', candidates: 2, matches: 1 },
      { source: 'hotfix', candidates: 0, matches: 0 },
      { source: 'failed_deployment', candidates: 5, matches: 0 },
    ],
    deployments: 5,
    failedDeployments: 1,
    withoutDeployment: 0,
    examples: [{ source: 'revert', beganAt: at(3), deploymentName: 'v1.1' }],
  })
  expect(w.db.prepare('select total_changes()').pluck().get()).toBe(before)
})

test('what can be chosen of the issues is listed by use', async () => {
  const { w, r } = await shipped()
  trackedIssue(w, 'SHOP-7', at(12), at(13))
  trackedIssue(w, 'SHOP-8', at(12), at(13), 'other')
  const { choices, saved } = queries.incidentRules(w.db, { repositoryId: RepositoryId.parse(r) })
  expect(saved).toBeNull()
  expect(choices.types).toEqual([{ name: 'Bug', count: 2 }])
  expect(choices.labels).toEqual([
    { name: 'incident', count: 1 },
    { name: 'other', count: 1 },
  ])
})

test('an issue tells the commits that name it and what they shipped with', async () => {
  const { w } = await shipped()
  trackedIssue(w, 'SHOP-7', at(12), at(13))
  const issueId = IssueId.parse(w.db.prepare('select id from issues').pluck().get())
  expect(queries.issueCode(w.db, { issueId })).toMatchObject({
    pullRequests: [],
    commits: [
      {
        subject: 'SHOP-7: keep the basket',
        repositoryName: 'service',
        shipped: [{ name: 'v1.4', finishedAt: at(16) }],
      },
    ],
  })
  w.run(`update data_sources set active = 0 where name = 'service'`)
  expect(queries.issueCode(w.db, { issueId }).commits).toEqual([])
})

test('the issues that can be chosen are those that count', async () => {
  const w = await createTestWorkspace()
  const repositoryId = RepositoryId.parse(w.repository('service'))
  trackedIssue(w, 'SHOP-1', at(1), null)
  const choices = () => queries.incidentRules(w.db, { repositoryId }).choices
  expect(choices()).toEqual({
    projects: [{ name: 'SHOP', count: 1 }],
    types: [{ name: 'Bug', count: 1 }],
    labels: [{ name: 'incident', count: 1 }],
    priorities: [{ name: 'High', count: 1 }],
  })
  w.run('update data_sources set active = 0 where id = 900')
  expect(choices()).toEqual({ projects: [], types: [], labels: [], priorities: [] })
})
