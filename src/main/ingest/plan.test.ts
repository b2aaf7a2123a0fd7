import { expect, test } from 'vitest'
import { DataSourceId } from '../../shared/model/ids.ts'
import { planSteps } from './plan.ts'
import { reading, stream } from './test-support.ts'

const named = (name: string, ...dependsOn: string[]) => stream(name, reading([]), { dependsOn })
const sources = [1, 2].map(id => ({ id: DataSourceId.parse(id), externalId: `s${id}`, name: `s${id}` }))
const plan = (...streams: ReturnType<typeof named>[]) =>
  planSteps(streams, sources, {}).map(
    step => `${step.source.name} ${step.stream.name}${step.completesGraph ? ' !' : ''}`,
  )

test('a source’s streams follow those they depend on, and line counts wait for all sources', () => {
  expect(
    plan(named('line_stats', 'commits'), named('branches', 'tags'), named('tags', 'commits'), named('commits')),
  ).toEqual([
    's1 commits',
    's1 tags',
    's1 branches !',
    's2 commits',
    's2 tags',
    's2 branches !',
    's1 line_stats',
    's2 line_stats',
  ])
})

test('streams that wait for each other are refused', () => {
  expect(() => plan(named('a', 'b'), named('b', 'a'))).toThrow(/wait for each other/)
  expect(() => plan(named('a', 'missing'))).toThrow(/wait for each other/)
})

test('streams the settings do not want are no steps, and the last that is wanted completes the graph', () => {
  const clone = { wanted: (settings: unknown) => settings === 'with a copy' }
  const streams = [
    named('hosted_repository'),
    stream('commits', reading([]), clone),
    stream('tags', reading([]), clone),
  ]
  const steps = (settings: unknown) =>
    planSteps(streams, sources.slice(0, 1), settings).map(({ stream, completesGraph }) => [stream.name, completesGraph])
  expect(steps('without')).toEqual([['hosted_repository', true]])
  expect(steps('with a copy')).toEqual([
    ['hosted_repository', false],
    ['commits', false],
    ['tags', true],
  ])
})

test('where there are no services, the last stream that is read anyway completes the graph', () => {
  const streams = [named('commits'), stream('service_commits', reading([]), { forServices: true })]
  const [plain, ...others] = sources
  const served = others.map(source => ({ ...source, services: [{ id: 1, paths: ['api/**'] }] }))
  const steps = planSteps(streams, plain ? [plain, ...served] : [], {})
  expect(steps.map(({ source, stream, completesGraph }) => [source.name, stream.name, completesGraph])).toEqual([
    ['s1', 'commits', true],
    ['s2', 'commits', false],
    ['s2', 'service_commits', true],
  ])
})
