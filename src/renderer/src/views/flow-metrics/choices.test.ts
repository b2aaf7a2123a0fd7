import { expect, test } from 'vitest'
import { FlowFilter } from '../../../../shared/model/flow-filter.ts'
import { FlowFilterOptions } from '../../../../shared/model/flow-options.ts'
import { TeamId } from '../../../../shared/model/ids.ts'
import { Team } from '../../../../shared/model/teams.ts'
import { keptFlowChoices } from '../../stores/flow-filter.ts'
import { ageScale } from './ageing/age-scale.ts'
import { placeInStep } from './ageing/place-in-step.ts'
import { filterTexts } from './filter-texts.ts'
import { shownUpTo } from './time/shown-up-to.ts'
import { stillThere } from './use-flow-filter.ts'
import { within } from './within.ts'

const options = FlowFilterOptions.parse({
  flows: [
    { id: 1, name: 'Delivery', issues: 9 },
    { id: 2, name: 'Support', issues: 3 },
  ],
  issues: 9,
  firstCreatedAt: 0,
  projects: [{ id: 7, key: 'WEB', name: 'Web shop', connectionName: 'Jira', issues: 9 }],
  issueTypes: [{ name: 'Story', issues: 9 }],
  sprints: [],
  labels: [],
})
const initial = keptFlowChoices(null)
const teams = [Team.parse({ id: 4, name: 'Blue', color: 'blue', personIds: [], projectIds: [7], repositoryIds: [] })]

test('choices kept from an earlier session hold only where they are whole', () => {
  const kept = { ...initial, clock: 'working', historyDays: 30 }
  expect(keptFlowChoices(kept)).toEqual(kept)
  for (const broken of [{ ...kept, clock: 'moon' }, { ...kept, historyDays: 3 }, 'nothing']) {
    expect(keptFlowChoices(broken)).toEqual(initial)
  }
})

test('what is no longer there is not asked for; with none left of a kind, all of it is meant', () => {
  const project = options.projects.map(({ id }) => id)
  const chosen = { ...initial, projectIds: project, issueTypes: ['Epic'], flowId: options.flows[1]?.id ?? null }
  expect(stillThere(chosen, options, teams)).toMatchObject({ projectIds: [7], issueTypes: null, flowId: 2 })
  expect(stillThere({ ...chosen, teamId: TeamId.parse(5) }, options, teams).teamId).toBeNull()
  expect(stillThere({ ...chosen, teamId: TeamId.parse(4) }, options, undefined).teamId).toBe(4)
  expect(stillThere(chosen, undefined, undefined)).toMatchObject({ issueTypes: ['Epic'] })
})

test('a filter is told in words: what narrows it, the clock and the rule', () => {
  const filter = FlowFilter.parse({
    ...{ from: 0, to: 1, bucket: 'week', timeZone: 'UTC', clock: 'working', backward: 'pause' },
    ...{ projectIds: [7], teamId: 4 },
  })
  expect(filterTexts(filter, options, teams)).toEqual([
    ['Flow', 'Delivery'],
    ['Team', 'Blue: issues of its 1 project'],
    ['Projects', 'Web shop'],
    ['Clock', 'Working time'],
    ['Moved back', 'Clock pauses'],
  ])
})

test('one that took far longer than the rest does not squeeze the scale', () => {
  expect(shownUpTo(30, 20)).toBe(30)
  expect(shownUpTo(400, 20)).toBe(50)
  expect(shownUpTo(400, null)).toBe(400)
  const spread = (p95Ms: number | null) => ({ medianMs: null, p70Ms: null, p85Ms: null, p95Ms, items: 9 })
  const dots = { issueIds: null, keys: null, step: [0, 0], ms: [10, 900], items: [1, 1], ranges: null }
  expect(ageScale({ dots, age: spread(100), steps: [] })).toBe(150)
  expect(ageScale({ dots, age: spread(100), steps: [{ stepId: null, items: 2, bands: spread(700) }] })).toBe(900)
})

test('dots of a step lie beside each other, within it', () => {
  const places = Array.from({ length: 50 }, (_, index) => placeInStep(index, false))
  expect(Math.min(...places)).toBeGreaterThan(0.1)
  expect(Math.max(...places)).toBeLessThan(0.9)
  expect(new Set(places.map(place => place.toFixed(3))).size).toBe(50)
  expect(placeInStep(7, true)).toBe(0.5)
})

test('a bucket that the period cuts is opened as far as the period goes', () => {
  expect(within({ from: 10, to: 30 }, { start: 5, end: 15 })).toEqual({ from: 10, to: 15 })
  expect(within({ from: 10, to: 30 }, { start: 25, end: 35 })).toEqual({ from: 25, to: 30 })
})
