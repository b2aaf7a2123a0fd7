import type { Database } from 'better-sqlite3'
import { expect, test } from 'vitest'
import { step } from '../../../shared/flow/test-support.ts'
import { FlowFilter } from '../../../shared/model/flow-filter.ts'
import { TeamId } from '../../../shared/model/ids.ts'
import { purgeStep } from '../purge.ts'
import { createTestTracker } from '../testing/issues.ts'
import { at, createTestWorkspace } from '../testing/workspace.ts'
import { loadFlowMoment } from './load-snapshot.ts'
import { selectIssues } from './select-issues.ts'
import { teamScope } from './team-scope.ts'

const flow = {
  id: 1,
  name: 'Delivery',
  steps: [step(1, 'Open', 'todo'), step(2, 'Doing', 'in_progress'), step(3, 'Done', 'done')],
  mappings: [
    { status: 'to do', stepId: 1 },
    { status: 'DOING', stepId: 2 },
    { status: 'Review', stepId: 2 },
    { status: 'Done', stepId: 3 },
  ],
}
const config = { flows: [flow], issueTypes: [{ issueType: 'story', flowId: 1 }] }

async function start() {
  const { db } = await createTestWorkspace()
  const tracker = createTestTracker(db)
  tracker.save(config)
  return { db, tracker }
}

/** Each issue that counts with its steps. */
function stepsIn(db: Database) {
  const { snapshot } = loadFlowMoment(db)
  return Array.from(snapshot.ids, (id, i) => {
    const [begin, end] = [snapshot.offsets[i], snapshot.offsets[i + 1]]
    const entered = snapshot.enteredAt.slice(begin, end)
    return [id, ...Array.from(snapshot.steps.slice(begin, end), (step, k) => [step, entered[k]])]
  })
}

test('neighbouring statuses of one step are one; statuses no step has are unmapped; names match whatever their case', async () => {
  const { db, tracker } = await start()
  const id = tracker.issue({
    way: [
      ['To Do', at(0)],
      ['Doing', at(1)],
      ['Review', at(2)],
      ['Waiting', at(3)],
      ['Done', at(4)],
    ],
  })
  await tracker.derive()
  expect(stepsIn(db)).toEqual([[id, [1, at(0)], [2, at(1)], [0, at(3)], [3, at(4)]]])
})

test('an issue counts while its type is mapped, a source names it, and its source and connection are active', async () => {
  const { db, tracker } = await start()
  const story = tracker.issue({ way: [['To Do', at(0)]] })
  tracker.issue({ way: [['To Do', at(0)]], type: 'Epic' })
  const count = async (change: string) => {
    db.exec(change)
    await tracker.derive()
    return loadFlowMoment(db).snapshot.size
  }
  expect(await count('')).toBe(1)
  expect(await count('update data_sources set active = 0')).toBe(0)
  expect(await count('update data_sources set active = 1')).toBe(1)
  expect(await count('update connections set enabled = 0')).toBe(0)
  expect(await count('update connections set enabled = 1')).toBe(1)
  expect(await count('update issue_sources set active = 0')).toBe(0)
  expect(await count('update issue_sources set active = 1')).toBe(1)
  tracker.save({ ...config, issueTypes: [...config.issueTypes, { issueType: 'EPIC', flowId: 1 }] })
  expect(stepsIn(db).map(([id]) => id)).toEqual([story, story + 1])
})

test('issues of an inactive person do not count, those of nobody do', async () => {
  const { db, tracker } = await start()
  const [nobodys] = [{}, { assignee: 'Ann' }].map(more => tracker.issue({ way: [['To Do', at(0)]], ...more }))
  await tracker.derive()
  const ids = () => stepsIn(db).map(([id]) => id)
  expect(ids()).toHaveLength(2)
  db.exec('update identities set active = 0 where id = (select person_id from accounts)')
  expect(ids()).toEqual([nobodys])
})

test('a changed issue is seen with its new history, also among many of other chunks', async () => {
  const { db, tracker } = await start()
  const ids = Array.from({ length: 300 }, () => tracker.issue({ way: [['To Do', at(0)]] }))
  await tracker.derive()
  expect(loadFlowMoment(db).snapshot.size).toBe(300)
  const versions = () => db.prepare('select version from issue_chunks order by id').pluck().all()
  const before = versions()
  db.prepare('update issues set created_at = ?, revision = revision + 1 where id = ?').run(at(1), ids[200] ?? 0)
  await tracker.derive()
  const rows = stepsIn(db)
  expect(rows.length).toBe(300)
  expect(rows[200]).toEqual([ids[200], [1, at(1)]])
  expect(rows[201]).toEqual([ids[201], [1, at(0)]])
  expect(versions().filter((version, i) => version !== before[i]).length).toBe(1)
})

test('a renamed status changes its step at the next look; the configuration in force is the newest', async () => {
  const { db, tracker } = await start()
  tracker.issue({
    way: [
      ['To Do', at(0)],
      ['Coding', at(1)],
    ],
  })
  await tracker.derive()
  const steps = () => Array.from(loadFlowMoment(db).snapshot.steps)
  expect(steps()).toEqual([1, 0])
  db.exec(`update statuses set name = ' doing ' where name = 'Coding'`)
  expect(steps()).toEqual([1, 2])
  tracker.save({ ...config, flows: [{ ...flow, mappings: [{ status: 'To Do', stepId: 2 }] }] })
  expect(steps()).toEqual([2, 0])
})

test('issues of a purged connection are gone from what is derived', async () => {
  const { db, tracker } = await start()
  tracker.issue({ way: [['To Do', at(0)]] })
  const other = createTestTracker(db, 2)
  const kept = other.issue({ way: [['To Do', at(0)]] })
  await tracker.derive()
  db.exec('update connections set removed_at = 1 where id = 1')
  while ((await purgeStep(db)).more);
  const { columns, snapshot } = loadFlowMoment(db)
  expect([...columns.ids]).toEqual([kept])
  expect([...snapshot.ids]).toEqual([kept])
})

test('filters let through what is asked for', async () => {
  const { db, tracker } = await start()
  tracker.save({ ...config, issueTypes: [...config.issueTypes, { issueType: 'Bug', flowId: 1 }] })
  const way = [['To Do', at(0)]] as const
  tracker.issue({ way, project: 'A', labels: ['x', 'y'], sprints: ['S1'], assignee: 'Ann' })
  tracker.issue({ way, project: 'B', labels: ['y'], type: 'Bug' })
  tracker.issue({ way, project: 'A' })
  await tracker.derive()
  const id = (table: string, name: string) =>
    db.prepare<[string], number>(`select id from ${table} where name = ?`).pluck().get(name)
  const { snapshot } = loadFlowMoment(db)
  const base = { from: at(0), to: at(9), bucket: 'day', timeZone: 'UTC' }
  const chosen = (filter: object) => [...selectIssues(snapshot, FlowFilter.parse({ ...base, ...filter }))]
  expect(chosen({})).toEqual([0, 1, 2])
  expect(chosen({ flowId: 1 })).toEqual([0, 1, 2])
  expect(chosen({ flowId: 2 })).toEqual([])
  expect(chosen({ projectIds: [id('projects', 'A')] })).toEqual([0, 2])
  expect(chosen({ issueTypes: ['BUG'] })).toEqual([1])
  expect(chosen({ labelIds: [id('labels', 'y')] })).toEqual([0, 1])
  expect(chosen({ labelIds: [id('labels', 'y')], sprintIds: [id('sprints', 'S1')] })).toEqual([0])

  db.exec(
    `insert into teams (id, name, color)
     values (1, 'Projects', 'blue'), (2, 'People', 'red'), (3, 'Nobody', 'red'), (4, 'Both', 'blue')`,
  )
  db.exec(
    `insert into team_projects (team_id, project_id) select value, p.id from projects p, json_each('[1, 4]') where name = 'B'`,
  )
  db.exec(`insert into team_people (team_id, identity_id) select value, identity_id from accounts, json_each('[2, 4]')`)
  const ofTeam = (teamId: number) => [
    ...selectIssues(snapshot, FlowFilter.parse(base), teamScope(db, TeamId.parse(teamId))),
  ]
  expect([1, 2, 3, 4].map(ofTeam)).toEqual([[1], [0], [], [0, 1]])
})
