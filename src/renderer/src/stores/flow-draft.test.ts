import { beforeEach, expect, test } from 'vitest'
import { createStore } from 'zustand'
import { renameFlow } from '../../../shared/flow/edit-flow.ts'
import { addStep, removeStep } from '../../../shared/flow/edit-steps.ts'
import { flowId, ordinaryConfig, step, stepId } from '../../../shared/flow/test-support.ts'
import { draftState } from './flow-draft.ts'

const inForce = { revision: 3, config: ordinaryConfig() }
const store = createStore(draftState)
const draft = () => store.getState()
const rename = (name: string) => draft().edit(inForce, config => renameFlow(config, flowId(1), name))
const names = () => draft().present?.flows.map(flow => flow.name)

beforeEach(() => draft().discard())

test('the first edit begins a draft from what is in force; edits are taken back and done again', () => {
  rename('A')
  rename('B')
  expect(draft().base).toBe(inForce)
  draft().undo()
  expect(names()).toEqual(['A'])
  draft().undo()
  draft().undo()
  expect(draft().present).toBe(inForce.config)
  draft().redo()
  draft().redo()
  draft().redo()
  expect(names()).toEqual(['B'])
})

test('an edit after one was taken back forgets what could be done again', () => {
  rename('A')
  draft().undo()
  rename('C')
  draft().redo()
  expect([names(), draft().future]).toEqual([['C'], []])
})

test('an edit that changes nothing is none', () => {
  draft().edit(inForce, config => config)
  expect(draft().base).toBeNull()
})

test('ids given to steps stay given, also when the step is taken back or deleted', () => {
  draft().edit(inForce, config => addStep(config, flowId(1), step(9, 'Test', 'in_progress'), 2))
  draft().edit(inForce, config => removeStep(config, stepId(9), null))
  draft().undo()
  draft().undo()
  expect([draft().lastStepId, draft().lastFlowId]).toEqual([9, 1])
})

test('on a newer base the draft stays, but what it added cannot be taken for what that added', () => {
  draft().edit(inForce, config => addStep(config, flowId(1), step(5, 'Test', 'in_progress'), 2))
  const newer = addStep(ordinaryConfig(), flowId(1), step(5, 'Elsewhere', 'in_progress'), 2)
  draft().rebase({ revision: 4, config: newer }, { nextStepId: 6, nextFlowId: 2 })
  expect(draft().base?.revision).toBe(4)
  expect(draft().present?.flows[0]?.steps.map(({ id, name }) => [id, name])).toContainEqual([6, 'Test'])
  expect([draft().past, draft().lastStepId]).toEqual([[], 6])
})

test('what is discarded is gone', () => {
  rename('A')
  draft().discard()
  expect(draft()).toMatchObject({ base: null, present: null, past: [], future: [] })
})
