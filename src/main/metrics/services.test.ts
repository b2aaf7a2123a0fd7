import { expect, test } from 'vitest'
import { ServiceId } from '../../shared/model/ids.ts'
import { deriveRepository } from './derive-repository.ts'
import { assessRepository } from './dora/assess-repository.ts'
import { queries } from './queries.ts'
import { saveIncidentRules, trackedIssue } from './testing/incidents.ts'
import { at, createTestWorkspace, filterOf, hour, type TestWorkspace } from './testing/workspace.ts'

const match = (pattern: string, names: readonly string[]) => names.map(name => new RegExp(pattern, 'u').test(name))
const page = { offset: 0, limit: 200 }

/** Adds a service by its tags, whose commits are these. */
function service(w: TestWorkspace, repositoryId: number, name: string, commits: readonly number[]): number {
  const paths = JSON.stringify([`services/${name}`])
  const rule = JSON.stringify({ source: 'tags', pattern: `^${name}-` })
  const { lastInsertRowid } = w.db
    .prepare(
      'insert into services (repository_id, name, paths, rule, listed_for, updated_at) values (?, ?, ?, ?, ?, 0)',
    )
    .run(repositoryId, name, paths, rule, paths)
  for (const id of commits)
    w.run('insert into service_commits (service_id, commit_id) values (?, ?)', Number(lastInsertRowid), id)
  w.run('update repositories set changed_seq = changed_seq + 1 where id = ?', repositoryId)
  return Number(lastInsertRowid)
}

/**
 * a ← b ← c ← d, a day apart; a is of both, b of the api, c of the web, d of neither. Tags api-1 on a, web-1 on a, api-2 on b (day 3), web-2 on
 * d (day 5), api-3 on d (day 6).
 */
async function monorepo() {
  const w = await createTestWorkspace()
  const r = w.repository('shop')
  const a = w.commit(r, { authoredAt: at(0) })
  const b = w.commit(r, { authoredAt: at(1), parents: [a], subject: 'SHOP-1: pay' })
  const c = w.commit(r, { authoredAt: at(2), parents: [b], subject: 'SHOP-2: show' })
  const d = w.commit(r, { authoredAt: at(3), parents: [c] })
  w.tag(r, 'api-1', a, at(0, 1))
  w.tag(r, 'web-1', a, at(0, 2))
  w.tag(r, 'api-2', b, at(3))
  w.tag(r, 'web-2', d, at(5))
  w.tag(r, 'api-3', d, at(6))
  w.branch(r, 'heads/main', d)
  const api = service(w, r, 'api', [a, b])
  const web = service(w, r, 'web', [a, c])
  return { w, r, api, web, commits: { a, b, c, d } }
}

const shipped = (w: TestWorkspace, serviceIds: readonly number[] | null = null) =>
  queries
    .changes(w.db, {
      filter: { ...filterOf(), serviceIds: serviceIds?.map(id => ServiceId.parse(id)) ?? null },
      deploymentId: null,
      page,
    })
    .rows.map(({ subject, serviceName, deploymentName, leadTimeMs }) => [
      subject.slice(0, 6),
      serviceName,
      deploymentName,
      (leadTimeMs ?? 0) / hour,
    ])

// b took from day 1 to 3: 48 h; c from day 2 to 5: 72 h. What api-3 and web-2 hold besides is of the other service, or of none.
test('a service ships its own commits with its own deployments', async () => {
  const { w, r, api, web } = await monorepo()
  await deriveRepository(w.db, r, match)
  expect(shipped(w)).toEqual([
    ['SHOP-2', 'web', 'web-2', 72],
    ['SHOP-1', 'api', 'api-2', 48],
  ])
  expect(shipped(w, [api])).toEqual([['SHOP-1', 'api', 'api-2', 48]])
  const counts = (serviceIds: number[] | null) => {
    const { deploymentFrequency, leadTime, services } = queries.dora(w.db, {
      ...filterOf(),
      serviceIds: serviceIds?.map(id => ServiceId.parse(id)) ?? null,
    })
    return [deploymentFrequency.deployments, leadTime.changes, leadTime.unattributed, services]
  }
  expect([counts(null), counts([api]), counts([web])]).toEqual([
    [5, 2, 2, 2],
    [3, 1, 1, 1],
    [2, 1, 1, 1],
  ])
  expect(queries.activity(w.db, { ...filterOf(), serviceIds: [ServiceId.parse(web)] }).commits).toBe(2)
})

test('deriving services again without changes writes nothing', async () => {
  const { w, r } = await monorepo()
  await deriveRepository(w.db, r, match)
  const before = w.db.prepare('select total_changes()').pluck().get()
  expect(await deriveRepository(w.db, r, match)).toEqual([])
  expect(w.db.prepare('select total_changes()').pluck().get()).toBe(before)
})

test('without paths of its own found yet a service has no changes; without a clone every change counts', async () => {
  const { w, r, api } = await monorepo()
  w.run('update services set listed_for = null where id = ?', api)
  await deriveRepository(w.db, r, match)
  expect(shipped(w)).toEqual([['SHOP-2', 'web', 'web-2', 72]])
  w.run(`update repositories set history = 'api', changed_seq = changed_seq + 1`)
  await deriveRepository(w.db, r, match)
  // api-2 ships b, api-3 c and d; web-2 all three.
  expect(
    shipped(w)
      .map(([, name, deployment]) => `${name} ${deployment}`)
      .sort(),
  ).toEqual(['api api-2', 'api api-3', 'api api-3', 'web web-2', 'web web-2', 'web web-2'])
  expect(queries.services(w.db, { repositoryId: null }).map(({ state }) => state)).toEqual([
    'without_git',
    'without_git',
  ])
})

test('what was derived for a removed service goes, and the last one gives the repository back', async () => {
  const { w, r, api, web } = await monorepo()
  await deriveRepository(w.db, r, match)
  const remove = async (id: number) => {
    w.run('delete from services where id = ?', id)
    w.run('update repositories set changed_seq = changed_seq + 1')
    await deriveRepository(w.db, r, match)
    return w.db.prepare('select distinct service_id from deployments').pluck().all()
  }
  expect(await remove(api)).toEqual([web])
  expect(w.db.prepare('select distinct service_id from service_commits').pluck().all()).toEqual([web])
  expect(await remove(web)).toEqual([0])
  expect(w.db.prepare('select count(*) from service_commits').pluck().get()).toBe(0)
  expect(w.db.prepare('select distinct service_id from deployment_changes').pluck().all()).toEqual([0])
})

const incidents = (w: TestWorkspace) =>
  queries
    .incidents(w.db, { filter: filterOf(), only: 'all', page })
    .rows.map(one => `${one.issueKey} ${one.serviceName} ${one.deploymentName} ${one.fixDeploymentName}`)
    .sort()

// SHOP-1 is named by a change of the api, fixed with api-2, SHOP-2 by one of the web. Nothing names SHOP-9 of day 5 and a half: web-2 was
// the last before it. Linked by hand to api-2 it is the api's.
test('an issue is an incident of the services with a change that names it, else of the one that deployed last', async () => {
  const { w, r, api } = await monorepo()
  saveIncidentRules(w, r, { issues: { projects: [], types: ['Bug'], labels: [], priorities: [] } })
  trackedIssue(w, 'SHOP-1', at(1), null)
  trackedIssue(w, 'SHOP-2', at(1), null)
  trackedIssue(w, 'SHOP-9', at(5, 12), null)
  await deriveRepository(w.db, r, match)
  expect(incidents(w)).toEqual(['SHOP-1 api api-1 api-2', 'SHOP-2 web web-1 web-2', 'SHOP-9 web web-2 null'])
  const ninth = queries
    .incidents(w.db, { filter: filterOf(), only: 'all', page })
    .rows.find(one => one.issueKey === 'SHOP-9')
  if (!ninth) throw new Error('an incident')
  const choices = queries.linkChoices(w.db, { incidentId: ninth.id })
  expect(choices.map(({ name, serviceName }) => `${serviceName} ${name}`)).toContain('api api-2')
  w.run(
    `insert into incident_links (repository_id, service_id, incident_key, deployment_key, linked_at)
     select d.repository_id, d.service_id, i.key, d.key, 0 from deployments d, incidents i where d.name = 'api-2' and i.id = ?`,
    ninth.id,
  )
  await assessRepository(w.db, r, match)
  expect(incidents(w)).toContain('SHOP-9 api api-2 null')
  expect(incidents(w)).toHaveLength(3)
  expect(queries.dora(w.db, { ...filterOf(), serviceIds: [ServiceId.parse(api)] }).changeFailRate).toMatchObject({
    failed: 2,
  })
})
