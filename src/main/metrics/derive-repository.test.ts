import { expect, test } from 'vitest'
import { deriveRepository, staleRepositories } from './derive-repository.ts'
import { previewRule } from './preview-rule.ts'
import { at, createTestWorkspace, hour, type TestWorkspace } from './testing/workspace.ts'

const match = (pattern: string, names: readonly string[]) => names.map(name => new RegExp(pattern, 'u').test(name))
const deployments = ({ db }: TestWorkspace) =>
  db
    .prepare(
      'select name, commit_id as "commit", finished_at as finishedAt, first, changes from deployments order by finished_at, id',
    )
    .all()
const changes = ({ db }: TestWorkspace) =>
  db
    .prepare(
      'select c.commit_id as "commit", d.name, c.lead_time_ms as ms from deployment_changes c join deployments d on d.id = c.deployment_id order by 1',
    )
    .all()

/** a ← b ← c ← d, authored on days 0 to 3; v1.0 on a (light), v1.1 on c, made on day 4. */
async function tagged() {
  const w = await createTestWorkspace()
  const r = w.repository('service')
  const a = w.commit(r, { authoredAt: at(0) })
  const b = w.commit(r, { authoredAt: at(1), parents: [a] })
  const c = w.commit(r, { authoredAt: at(2), parents: [b] })
  const d = w.commit(r, { authoredAt: at(3), parents: [c] })
  w.tag(r, 'v1.0', a, null)
  w.tag(r, 'v1.1', c, at(4))
  w.branch(r, 'heads/main', d)
  return { w, r, a, b, c, d }
}

// v1.0 is light: finished when a was committed, day 0; it is the first, so a is not attributed. v1.1 was made on day 4: b (day 1)
// took 3 days = 72 h, c (day 2) took 2 days = 48 h. d has not shipped.
test('tags: finish, baseline and lead times', async () => {
  const { w, r, a, b, c } = await tagged()
  await deriveRepository(w.db, r, match)
  expect(deployments(w)).toEqual([
    { name: 'v1.0', commit: a, finishedAt: at(0), first: 1, changes: 1 },
    { name: 'v1.1', commit: c, finishedAt: at(4), first: 0, changes: 2 },
  ])
  expect(changes(w)).toEqual([
    { commit: b, name: 'v1.1', ms: 72 * hour },
    { commit: c, name: 'v1.1', ms: 48 * hour },
  ])
  expect(staleRepositories(w.db)).toEqual([])
})

test('deriving again without changes writes nothing', async () => {
  const { w, r } = await tagged()
  await deriveRepository(w.db, r, match)
  const before = w.db.prepare('select total_changes()').pluck().get()
  expect(await deriveRepository(w.db, r, match)).toEqual([])
  expect(w.db.prepare('select total_changes()').pluck().get()).toBe(before)
})

test('a deployment keeps its id when others come and go', async () => {
  const { w, r, b, c } = await tagged()
  await deriveRepository(w.db, r, match)
  const id = () => w.db.prepare(`select id from deployments where name = 'v1.1'`).pluck().get()
  const before = id()
  w.tag(r, 'v1.0.5', b, at(3))
  w.run(`update tags set active = 0 where name = 'v1.0'`)
  await deriveRepository(w.db, r, match)
  expect(id()).toBe(before)
  expect(deployments(w)).toMatchObject([
    { name: 'v1.0.5', first: 1, changes: 2 },
    { name: 'v1.1', changes: 1 },
  ])
  expect(changes(w)).toEqual([{ commit: c, name: 'v1.1', ms: 48 * hour }])
})

test('a half-written derivation is set right by the next', async () => {
  const { w, r } = await tagged()
  await deriveRepository(w.db, r, match)
  const whole = [deployments(w), changes(w)]
  w.run(`update deployment_changes set lead_time_ms = 1`)
  w.run(`delete from deployments where name = 'v1.1'`)
  w.run('update repositories set derived_seq = 0')
  w.run('delete from derivations')
  expect(staleRepositories(w.db)).toEqual([r])
  await deriveRepository(w.db, r, match)
  expect([deployments(w), changes(w)]).toEqual(whole)
})

test('what was written during a derivation leaves it out of date', async () => {
  const { w, r } = await tagged()
  await deriveRepository(w.db, r, (pattern, names) => match(pattern, names))
  w.run(
    `insert into deployment_rules (repository_id, rule, updated_at) values (?, '{"source":"tags","pattern":"1"}', 0)`,
    r,
  )
  w.run('update repositories set changed_seq = 2')
  await deriveRepository(w.db, r, (pattern, names) => {
    w.run('update repositories set changed_seq = 3')
    return match(pattern, names)
  })
  expect(staleRepositories(w.db)).toEqual([r])
})

// b is dated two days after the tag that ships it: −48 h is no lead time.
test('a negative lead time is no data', async () => {
  const w = await createTestWorkspace()
  const r = w.repository('service')
  const a = w.commit(r, { authoredAt: at(0) })
  const b = w.commit(r, { authoredAt: at(5), parents: [a] })
  w.tag(r, 'v1.0', a, at(1))
  w.tag(r, 'v1.1', b, at(3))
  await deriveRepository(w.db, r, match)
  expect(changes(w)).toEqual([{ commit: b, name: 'v1.1', ms: null }])
})

// Two tags at one moment: the ancestor's comes first though its commit id is higher. Two tags on one commit: the earlier counts.
test('ties go to the ancestor, and one commit is one deployment', async () => {
  const w = await createTestWorkspace()
  const r = w.repository('service')
  const child = w.commit(r, { authoredAt: at(1) })
  const parent = w.commit(r, { authoredAt: at(0) })
  w.run('insert into commit_parents (commit_id, position, parent_id) values (?, 0, ?)', child, parent)
  w.tag(r, 'v2.0', child, at(2))
  w.tag(r, 'v1.0', parent, at(2))
  w.tag(r, 'v1.0.1', parent, at(3))
  await deriveRepository(w.db, r, match)
  expect(
    deployments(w)
      .map(row => Object(row).name)
      .sort(),
  ).toEqual(['v1.0', 'v2.0'])
  expect(w.db.prepare('select name from deployments where first = 1').pluck().get()).toBe('v1.0')
})

// main: a ← m (merge of a and s, committed on day 3) ← e. Merges: m alone; every commit: a, m, e; s is not on main's own history.
test('without release tags, merges to the default branch; without merges, its commits', async () => {
  const w = await createTestWorkspace()
  const r = w.repository('service')
  const a = w.commit(r, { authoredAt: at(0) })
  const s = w.commit(r, { authoredAt: at(1), parents: [a] })
  const m = w.commit(r, { authoredAt: at(2), committedAt: at(3), parents: [a, s] })
  const e = w.commit(r, { authoredAt: at(4), parents: [m] })
  w.tag(r, 'v1.0-rc1', a, at(1))
  w.branch(r, 'heads/main', e)
  await deriveRepository(w.db, r, match)
  expect(deployments(w)).toMatchObject([{ name: '00000003', commit: m, finishedAt: at(3), changes: 3 }])
  expect(previewRule(w.db, r, { source: 'commits', branch: null }, match)).toMatchObject({
    candidates: 3,
    matches: 3,
    firstAt: at(0),
    lastAt: at(4),
  })
  w.run('update commits set parents = 1 where id = ?', m)
  await deriveRepository(w.db, r, match)
  expect(deployments(w).map(row => Object(row).commit)).toEqual([a, m, e])
})

test('inactive commits, tags and removed connections make no deployments', async () => {
  const { w, r, c } = await tagged()
  w.run(`update tags set active = 0 where name = 'v1.0'`)
  w.run('update commits set active = 0 where id = ?', c)
  await deriveRepository(w.db, r, match)
  expect(deployments(w).map(row => Object(row).name)).not.toContain('v1.1')
  w.run('update connections set removed_at = 1')
  w.run('update repositories set changed_seq = 9')
  expect(staleRepositories(w.db)).toEqual([])
})
