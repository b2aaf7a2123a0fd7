import { expect, test } from 'vitest'
import { DataSourceId } from '../../shared/model/ids.ts'
import { planSteps } from './plan.ts'
import { reading, stream } from './test-support.ts'

const named = (name: string, ...dependsOn: string[]) => stream(name, reading([]), { dependsOn })
const sources = [1, 2].map(id => ({ id: DataSourceId.parse(id), externalId: `s${id}`, name: `s${id}` }))
const plan = (...streams: ReturnType<typeof named>[]) =>
  planSteps(streams, sources).map(step => `${step.source.name} ${step.stream.name}${step.completesGraph ? ' !' : ''}`)

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
