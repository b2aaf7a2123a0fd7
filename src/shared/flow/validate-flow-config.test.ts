import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Flow, FlowConfig } from '../model/flow.ts'
import { flowId, ordinaryConfig, ordinaryFlow, step, stepId } from './test-support.ts'
import { isError, validateFlowConfig } from './validate-flow-config.ts'

const paths = (config: FlowConfig, severity: 'error' | 'warning') =>
  validateFlowConfig(config)
    .filter(problem => problem.severity === severity)
    .map(problem => problem.path)

const withFlow = (flow: Partial<Flow>): FlowConfig => ({
  ...ordinaryConfig(),
  flows: [{ ...ordinaryFlow(), ...flow }],
})
const steps = () => ordinaryFlow().steps
const mappings = () => ordinaryFlow().mappings

test('an ordinary configuration has nothing wrong', () => {
  expect(validateFlowConfig(ordinaryConfig())).toEqual([])
})

test.each<[string, FlowConfig, string]>([
  ['no flow at all', { flows: [], issueTypes: [] }, 'flows'],
  ['a flow without a name', withFlow({ name: '  ' }), 'flows.0.name'],
  ['two flows of one name', two({ name: 'ＤＥＬＩＶＥＲＹ' }), 'flows.1.name'],
  ['two flows of one id', two({ id: flowId(1) }), 'flows.1.id'],
  ['a step id used in two flows', two({ steps: [...otherSteps(), step(4, 'Shipped', 'done')] }), 'flows.1.steps.2.id'],
  [
    'a step id used twice in a flow',
    withFlow({ steps: [...steps(), step(4, 'Shipped', 'done')] }),
    'flows.0.steps.4.id',
  ],
  ['a step without a name', withFlow({ steps: [step(1, ' ', 'todo'), ...steps().slice(1)] }), 'flows.0.steps.0.name'],
  ['two steps of one name', withFlow({ steps: [...steps(), step(5, ' dONE', 'done')] }), 'flows.0.steps.4.name'],
  ['no done step', withFlow({ steps: steps().slice(0, 3), mappings: mappings().slice(0, 3) }), 'flows.0.steps'],
  [
    'no step in progress',
    withFlow({ steps: [step(1, 'To do', 'todo'), step(4, 'Done', 'done')], mappings: [] }),
    'flows.0.steps',
  ],
  ['to do after done', withFlow({ steps: [...steps(), step(5, 'Again', 'todo')] }), 'flows.0.steps.4.category'],
  [
    'in progress after done',
    withFlow({ steps: [...steps(), step(5, 'Fix', 'in_progress')] }),
    'flows.0.steps.4.category',
  ],
  [
    'a status mapped twice',
    withFlow({ mappings: [...mappings(), { status: ' OPEN', stepId: stepId(2) }] }),
    'flows.0.mappings.4.status',
  ],
  [
    'a status mapped to a step of no flow',
    withFlow({ mappings: [...mappings(), { status: 'New', stepId: stepId(9) }] }),
    'flows.0.mappings.4.stepId',
  ],
  [
    'a mapped status without a name',
    withFlow({ mappings: [...mappings(), { status: ' ', stepId: stepId(2) }] }),
    'flows.0.mappings.4.status',
  ],
  ['an issue type assigned twice', types({ issueType: 'STORY', flowId: null }), 'issueTypes.2.issueType'],
  ['an issue type in a flow there is not', types({ issueType: 'Bug', flowId: flowId(7) }), 'issueTypes.2.flowId'],
  ['an issue type without a name', types({ issueType: '', flowId: null }), 'issueTypes.2.issueType'],
])('%s is refused, with its path and what to do', (_, config, path) => {
  expect(paths(config, 'error')).toEqual([path])
  for (const { message } of validateFlowConfig(config)) expect(message).toMatch(/\. ?[A-Z“].*\.$|\.$/u)
})

test('a status mapped to another flow’s step is refused', () => {
  const config = two({ mappings: [{ status: 'Open', stepId: stepId(1) }] })
  expect(paths(config, 'error')).toEqual(['flows.1.mappings.0.stepId'])
})

test('an unused flow, an empty step and a to-do step amid work are told but not refused', () => {
  const config = withFlow({
    steps: [...steps().slice(0, 3), step(5, 'Parked', 'todo'), step(4, 'Done', 'done')],
  })
  expect(paths(config, 'error')).toEqual([])
  expect(paths(config, 'warning')).toEqual(['flows.0.steps.3.category', 'flows.0.steps.3'])
  const unused = { ...config, issueTypes: [] }
  expect(paths(unused, 'warning')).toEqual(['flows.0', 'flows.0.steps.3.category'])
})

test('held against what there is, names that lead nowhere are told, whatever their case', () => {
  const known = { statuses: ['OPEN', 'in progress', 'In Review', 'Closed'], issueTypes: ['story'] }
  expect(validateFlowConfig(ordinaryConfig(), known).map(({ severity, path }) => [severity, path])).toEqual([
    ['warning', 'issueTypes.1.issueType'],
  ])
  expect(validateFlowConfig(ordinaryConfig(), { statuses: ['open'], issueTypes: ['Story', 'Epic'] })).toHaveLength(3)
})

test('errors come before warnings, and whatever the document holds gets an answer', () => {
  const names = fc.constantFrom('', 'To do', 'to DO', 'Doing', 'Done')
  const ids = fc.integer({ min: 1, max: 4 })
  const categories = fc.constantFrom('todo', 'in_progress', 'done')
  const anyStep = fc.record({
    id: ids.map(stepId),
    name: names,
    category: categories,
    wait: fc.boolean(),
    color: fc.constant('gray'),
  })
  const anyFlow = fc.record({
    id: ids.map(flowId),
    name: names,
    steps: fc.array(anyStep, { maxLength: 5 }),
    mappings: fc.array(fc.record({ status: names, stepId: ids.map(stepId) }), { maxLength: 5 }),
  })
  const anyType = fc.record({ issueType: names, flowId: fc.option(ids.map(flowId)) })
  const anyConfig = fc.record({
    flows: fc.array(anyFlow, { maxLength: 3 }),
    issueTypes: fc.array(anyType, { maxLength: 4 }),
  })
  fc.assert(
    fc.property(anyConfig, drawn => {
      const config = drawn as FlowConfig
      const problems = validateFlowConfig(config)
      const firstWarning = problems.findIndex(problem => !isError(problem))
      expect(problems.slice(firstWarning < 0 ? problems.length : firstWarning).some(isError)).toBe(false)
      expect(problems.some(isError)).toBe(!isSound(config))
    }),
  )
})

/** The rules once more, said another way. */
function isSound({ flows, issueTypes }: FlowConfig): boolean {
  const fold = (name: string) => name.trim().toLowerCase()
  const distinct = (values: readonly unknown[]) => new Set(values).size === values.length
  const named = (names: readonly string[]) => names.every(name => fold(name) !== '') && distinct(names.map(fold))
  const order = { todo: 0, in_progress: 0, done: 1 }
  return (
    flows.length > 0 &&
    named(flows.map(flow => flow.name)) &&
    distinct(flows.map(flow => flow.id)) &&
    distinct(flows.flatMap(flow => flow.steps.map(each => each.id))) &&
    named(issueTypes.map(type => type.issueType)) &&
    issueTypes.every(type => type.flowId === null || flows.some(flow => flow.id === type.flowId)) &&
    flows.every(flow => {
      const places = flow.steps.map(each => order[each.category])
      return (
        named(flow.steps.map(each => each.name)) &&
        flow.steps.some(each => each.category === 'in_progress') &&
        places.includes(1) &&
        places.every((place, at) => at === 0 || place >= (places[at - 1] ?? 0)) &&
        named(flow.mappings.map(mapping => mapping.status)) &&
        flow.mappings.every(mapping => flow.steps.some(each => each.id === mapping.stepId))
      )
    })
  )
}

function otherSteps() {
  return [step(11, 'Waiting', 'todo'), step(12, 'Working', 'in_progress')]
}

/** The ordinary configuration with a sound second flow, but for `flaw`. */
function two(flaw: Partial<Flow>): FlowConfig {
  const second: Flow = {
    id: flowId(2),
    name: 'Support',
    steps: [...otherSteps(), step(13, 'Solved', 'done')],
    mappings: [],
    ...flaw,
  }
  return { ...ordinaryConfig(), flows: [ordinaryFlow(), second] }
}

function types(added: FlowConfig['issueTypes'][number]): FlowConfig {
  const config = ordinaryConfig()
  return { ...config, issueTypes: [...config.issueTypes, added] }
}
