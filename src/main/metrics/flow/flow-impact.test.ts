import { expect, test } from 'vitest'
import { mapIssueType } from '../../../shared/flow/edit-flow.ts'
import { changeStep } from '../../../shared/flow/edit-steps.ts'
import { moveStatus } from '../../../shared/flow/move-status.ts'
import { flowId, ordinaryConfig, stepId } from '../../../shared/flow/test-support.ts'
import type { FlowConfig } from '../../../shared/model/flow.ts'
import { createTestTracker } from '../testing/issues.ts'
import { createTestWorkspace } from '../testing/workspace.ts'
import { flowImpact } from './flow-impact.ts'

const day = 86_400_000
const now = 1_000 * day
const ago = (days: number) => now - days * day

/**
 * Under the ordinary flow: one took 8 days (2 of them in review), one 4 days without review, one was done before the period, one is in
 * review, one never began; an epic is left out.
 */
async function start() {
  const { db } = await createTestWorkspace()
  const tracker = createTestTracker(db)
  tracker.save(ordinaryConfig())
  tracker.issue({
    way: [
      ['Open', ago(20)],
      ['In Progress', ago(18)],
      ['In Review', ago(12)],
      ['Closed', ago(10)],
    ],
  })
  tracker.issue({
    way: [
      ['Open', ago(9)],
      ['In Progress', ago(8)],
      ['Closed', ago(4)],
    ],
  })
  tracker.issue({
    way: [
      ['Open', ago(200)],
      ['In Progress', ago(190)],
      ['Closed', ago(180)],
    ],
  })
  tracker.issue({
    way: [
      ['Open', ago(6)],
      ['In Review', ago(5)],
    ],
  })
  tracker.issue({ way: [['Open', ago(3)]] })
  tracker.issue({
    way: [
      ['Open', ago(3)],
      ['In Progress', ago(2)],
    ],
    type: 'Epic',
  })
  await tracker.derive()
  return (edit: (config: FlowConfig) => FlowConfig) => flowImpact(db, { config: edit(ordinaryConfig()), now })
}

test('the configuration in force changes nothing; its figures are of 90 days', async () => {
  const impactOf = await start()
  const { affected, issues, before, after, examples } = impactOf(config => config)
  expect([affected, issues, examples]).toEqual([0, 5, []])
  expect(before).toEqual(after)
  expect(before).toEqual({
    issues: 5,
    cycleTimeMedianMs: 6 * day,
    // 4 and 8 days: 4 + 0.85 × 4.
    cycleTimeP85Ms: 7.4 * day,
    finished: 2,
    inProgress: 1,
    unmapped: 0,
  })
})

test('a status made done ends work earlier: figures and examples tell it', async () => {
  const impactOf = await start()
  const { affected, after, examples } = impactOf(config => moveStatus(config, flowId(1), 'In Review', stepId(4)))
  // The first now ends 12 days ago after 6 days; the one in review is done without a start.
  expect(affected).toBe(2)
  expect(after).toMatchObject({ cycleTimeMedianMs: 5 * day, finished: 3, inProgress: 0 })
  expect(examples).toHaveLength(2)
  expect(examples.map(({ before, after: then }) => [before.step, then.step])).toContainEqual(['Review', 'Done'])
})

test('an unmapped status is counted where issues are in it now', async () => {
  const impactOf = await start()
  const { affected, after, examples } = impactOf(config => moveStatus(config, flowId(1), 'in review', null))
  expect([affected, after.unmapped, after.inProgress]).toEqual([2, 1, 0])
  expect(examples.map(({ after: then }) => then.step)).toContain(null)
})

test('another category moves starts and ends though the steps stay', async () => {
  const impactOf = await start()
  const { affected, after } = impactOf(config => changeStep(config, stepId(2), { category: 'todo' }))
  expect(affected).toBe(3)
  expect(after).toMatchObject({ cycleTimeMedianMs: 2 * day, finished: 2 })
})

test('another name or colour changes no issue', async () => {
  const impactOf = await start()
  expect(impactOf(config => changeStep(config, stepId(2), { name: 'Build', color: 'red', wait: true })).affected).toBe(
    0,
  )
})

test('issue types that come in or go out are affected; without finished issues there is no cycle time', async () => {
  const impactOf = await start()
  const taken = impactOf(config => mapIssueType(config, 'epic', flowId(1)))
  expect([taken.affected, taken.issues, taken.after.inProgress]).toEqual([1, 6, 2])
  expect(taken.examples[0]?.before.flow).toBeNull()
  const left = impactOf(config => mapIssueType(config, 'Story', null))
  expect([left.affected, left.issues]).toEqual([5, 5])
  expect(left.after).toEqual({
    issues: 0,
    cycleTimeMedianMs: null,
    cycleTimeP85Ms: null,
    finished: 0,
    inProgress: 0,
    unmapped: 0,
  })
})
