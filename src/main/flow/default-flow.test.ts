import { expect, test } from 'vitest'
import { validateFlowConfig } from '../../shared/flow/validate-flow-config.ts'
import type { StatusCategory } from '../../shared/model/issue-entities.ts'
import { type DefaultInputs, defaultFlow } from './default-flow.ts'

const status = (name: string, category: StatusCategory, issues = 1) => ({ name, category, issues })
const board = (...columns: readonly (readonly [name: string, ...statuses: readonly string[]])[]) => ({
  columns: columns.map(([name, ...statuses]) => ({ name, statuses })),
})
const usual = [status('To Do', 'todo'), status('In Progress', 'in_progress'), status('Done', 'done')]
const types = [
  { name: 'Story', level: 0 },
  { name: 'Epic', level: 1 },
  { name: 'Sub-task', level: -1 },
]
const made = (inputs: Partial<DefaultInputs>) =>
  defaultFlow({ statuses: usual, boards: [], issueTypes: types, ...inputs }, null)

/** Each step as its category (waiting steps marked), its name and its statuses. */
function told(inputs: Partial<DefaultInputs>) {
  const config = made(inputs)
  expect(validateFlowConfig(config).filter(({ severity }) => severity === 'error')).toEqual([])
  const [flow] = config.flows
  return flow?.steps.map(({ id, name, category, wait }) => [
    wait ? `${category}, waiting` : category,
    name,
    ...flow.mappings.filter(({ stepId }) => stepId === id).map(mapping => mapping.status),
  ])
}

test('without boards there is a step for each category', () => {
  expect(told({ statuses: [...usual, status('Review', 'in_progress'), status('Closed', 'done')] })).toEqual([
    ['todo', 'To do', 'To Do'],
    ['in_progress', 'In progress', 'In Progress', 'Review'],
    ['done', 'Done', 'Done', 'Closed'],
  ])
})

test('the columns of a board are the steps; the last one is done', () => {
  const statuses = [...usual, status('In Review', 'in_progress')]
  const columns = board(['Ready', 'To Do'], ['Doing', 'In Progress'], ['Review', 'In Review'], ['Shipped', 'Done'])
  expect(told({ statuses, boards: [columns] })).toEqual([
    ['todo', 'Ready', 'To Do'],
    ['in_progress', 'Doing', 'In Progress'],
    ['in_progress', 'Review', 'In Review'],
    ['done', 'Shipped', 'Done'],
  ])
})

test('a column amid the work waits where its statuses are to do or its name says so', () => {
  const statuses = [...usual, status('Selected', 'todo'), status('Blocked', 'in_progress'), status('QA', 'in_progress')]
  const columns = board(
    ['To Do', 'To Do'],
    ['Doing', 'In Progress'],
    ['Next', 'Selected'],
    ['On hold', 'Blocked'],
    ['QA', 'QA'],
    ['Done', 'Done'],
  )
  expect(told({ statuses, boards: [columns] })?.map(([category, name]) => [category, name])).toEqual([
    ['todo', 'To Do'],
    ['in_progress', 'Doing'],
    ['in_progress, waiting', 'Next'],
    ['in_progress, waiting', 'On hold'],
    ['in_progress', 'QA'],
    ['done', 'Done'],
  ])
})

test('other boards add what they have that is in use, in its place; what is on no board goes by its category', () => {
  const statuses = [
    ...usual,
    status('Testing', 'in_progress'),
    status('Legacy', 'in_progress', 0),
    status('Later', 'todo'),
    status('Gone', 'unknown'),
  ]
  const first = board(['To Do', 'To Do'], ['Doing', 'In Progress'], ['Done', 'Done'])
  const second = board(
    ['To Do', 'To Do'],
    ['Doing', 'In Progress'],
    ['Test', 'Testing'],
    ['Old', 'Legacy'],
    ['Done', 'Done'],
  )
  expect(told({ statuses, boards: [first, second] })).toEqual([
    ['todo', 'To Do', 'To Do', 'Later'],
    ['in_progress', 'Doing', 'In Progress', 'Legacy'],
    ['in_progress', 'Test', 'Testing'],
    ['done', 'Done', 'Done'],
  ])
})

test('a board without a done column gets one; a tracker without done statuses takes its last column', () => {
  expect(told({ boards: [board(['To Do', 'To Do'], ['Doing', 'In Progress'])] })?.at(-1)).toEqual([
    'done',
    'Done',
    'Done',
  ])
  const statuses = [status('New', 'todo'), status('Doing', 'in_progress'), status('Released', 'in_progress')]
  const columns = board(['New', 'New'], ['Doing', 'Doing'], ['Released', 'Released'])
  expect(told({ statuses, boards: [columns] })?.at(-1)).toEqual(['done', 'Released', 'Released'])
})

test('a status is mapped once, whatever its case and however many have its name', () => {
  const columns = board(
    ['To Do', 'To Do', 'TO DO '],
    ['Doing', 'In Progress', 'to do'],
    ['Done', 'Done'],
    ['done', 'DONE'],
  )
  expect(made({ boards: [columns] }).flows[0]?.mappings.map(mapping => mapping.status)).toEqual([
    'To Do',
    'In Progress',
    'Done',
  ])
})

test('ordinary issues go through it; epics and sub-tasks are left out', () => {
  const issueTypes = [...types, { name: 'story', level: -1 }]
  expect(made({ issueTypes }).issueTypes).toEqual([
    { issueType: 'Story', flowId: 1 },
    { issueType: 'Epic', flowId: null },
    { issueType: 'Sub-task', flowId: null },
  ])
})

test('made again, steps keep their ids by name and new ones get new ids', () => {
  const before = made({ boards: [board(['To Do', 'To Do'], ['Doing', 'In Progress'], ['Done', 'Done'])] })
  const statuses = [...usual, status('Review', 'in_progress')]
  const boards = [board(['To Do', 'To Do'], ['Review', 'Review'], ['Doing', 'In Progress'], ['Done', 'Done'])]
  const after = defaultFlow({ statuses, boards, issueTypes: types }, before)
  expect(after.flows[0]?.steps.map(({ id, name }) => [id, name])).toEqual([
    [1, 'To Do'],
    [4, 'Review'],
    [2, 'Doing'],
    [3, 'Done'],
  ])
})
