import { expect, test } from 'vitest'
import { addStep, removeStep } from '../../../shared/flow/edit-steps.ts'
import { flowId, ordinaryConfig, step, stepId } from '../../../shared/flow/test-support.ts'
import { createTestTracker } from '../testing/issues.ts'
import { at, createTestWorkspace } from '../testing/workspace.ts'
import { flowMapping } from './flow-mapping.ts'

async function start() {
  const { db } = await createTestWorkspace()
  return { db, tracker: createTestTracker(db) }
}

test('without issues there is no configuration, and nothing to map', async () => {
  const { db } = await start()
  expect(flowMapping(db)).toEqual({
    inForce: null,
    statuses: [],
    issueTypes: [],
    recomputing: false,
    nextStepId: 1,
    nextFlowId: 1,
  })
})

test('statuses tell how many issues of each type are in them and ever were, each issue once', async () => {
  const { db, tracker } = await start()
  tracker.status('Open', 'todo')
  tracker.status('Unused', 'done')
  tracker.save(ordinaryConfig())
  tracker.issue({
    way: [
      ['Open', at(0)],
      ['Old', at(1)],
      ['Open', at(2)],
      ['Old', at(3)],
      ['Open', at(4)],
    ],
  })
  tracker.issue({ way: [['Open', at(0)]], type: 'Bug' })
  const gone = tracker.issue({
    way: [
      ['Open', at(0)],
      ['Only here', at(1)],
      ['Open', at(2)],
    ],
  })
  tracker.remove(gone)
  await tracker.derive()
  const { statuses, issueTypes } = flowMapping(db)
  const open = statuses.find(({ name }) => name === 'Open')
  expect(open?.uses).toEqual([
    { issueType: 'Story', now: 1, ever: 1 },
    { issueType: 'Bug', now: 1, ever: 1 },
  ])
  expect(statuses.map(({ name, historyOnly, unlisted, category }) => [name, historyOnly, unlisted, category])).toEqual([
    ['Open', false, 0, 'todo'],
    ['Unused', false, 0, 'done'],
    ['Old', true, 1, 'unknown'],
  ])
  expect(statuses.find(({ name }) => name === 'Old')?.uses).toEqual([{ issueType: 'Story', now: 0, ever: 1 }])
  expect(issueTypes.map(({ name, issues }) => [name, issues])).toEqual([
    ['Bug', 1],
    ['Story', 1],
  ])
})

test('statuses of one name in two connections are one; those of a disabled connection are left out', async () => {
  const { db, tracker } = await start()
  const second = db
    .prepare(
      `insert into connections (connector_id, name, enabled, settings, created_at, updated_at)
       select connector_id, 'Second', 1, settings, created_at, updated_at from connections limit 1`,
    )
    .run().lastInsertRowid
  const other = createTestTracker(db, Number(second))
  tracker.issue({ way: [['In Progress', at(0)]] })
  other.issue({ way: [['IN PROGRESS', at(0)]] })
  other.issue({ way: [['Elsewhere', at(0)]] })
  await tracker.derive()
  const [shared] = flowMapping(db).statuses
  expect(shared?.connections).toHaveLength(2)
  expect(shared?.uses).toEqual([{ issueType: 'Story', now: 2, ever: 2 }])
  db.prepare('update connections set enabled = 0 where id = ?').run(second)
  const { statuses } = flowMapping(db)
  expect(statuses.map(({ uses }) => uses)).toEqual([[{ issueType: 'Story', now: 1, ever: 1 }]])
})

test('ids go on from the highest ever given, deleted steps included', async () => {
  const { db, tracker } = await start()
  const more = addStep(ordinaryConfig(), flowId(1), step(30, 'Test', 'in_progress'), 2)
  tracker.save(more)
  tracker.save(removeStep(more, stepId(30), null))
  expect(flowMapping(db)).toMatchObject({ nextStepId: 31, nextFlowId: 2 })
})

test('what is in force comes with its version and problems; changed issues are told until they are taken in', async () => {
  const { db, tracker } = await start()
  tracker.save({ flows: [], issueTypes: [] })
  tracker.issue({ way: [['Open', at(0)]] })
  const { inForce, recomputing } = flowMapping(db)
  expect(inForce?.problems.map(({ path }) => path)).toEqual(['flows'])
  expect(inForce?.version.revision).toBeGreaterThan(0)
  expect(recomputing).toBe(true)
  await tracker.derive()
  expect(flowMapping(db).recomputing).toBe(false)
})
