import { expect, test } from 'vitest'
import { choicesIn, queryOf } from './choices-query.ts'
import { FlowChoices, initialFlowChoices } from './flow-filter.ts'
import { initialOverviewChoices, OverviewChoices } from './overview-filter.ts'

test('choices are told by a query and come back from it as they were', () => {
  const choices = FlowChoices.parse({
    ...initialFlowChoices,
    period: { kind: 'custom', firstDay: '2026-01-01', lastDay: '2026-02-01' },
    clock: 'working',
    issueTypes: ['Bug, urgent', '12', 'true', 'ä&b=c#d?'],
    teamId: 3,
    historyDays: 30,
  })
  const query = queryOf(choices, initialFlowChoices)
  expect(choicesIn(query, FlowChoices, initialFlowChoices)).toEqual(choices)
  expect(query).not.toMatch(/[#?"]/)
})

test('what is as at first is not told, but for the period: a query tells that it tells', () => {
  const query = queryOf(initialOverviewChoices, initialOverviewChoices)
  expect([...new URLSearchParams(query).keys()]).toEqual(['period'])
  expect(choicesIn(query, OverviewChoices, initialOverviewChoices)).toEqual(initialOverviewChoices)
})

test('wrong parameters and those of others are passed over; none at all tells nothing', () => {
  const told = choicesIn(
    'bucket=month&teamId=x&repositoryIds=%5B%5D&period=never&includeBots=true&__proto__=1&choose=1',
    OverviewChoices,
    initialOverviewChoices,
  )
  expect(told).toEqual({ ...initialOverviewChoices, bucket: 'month', includeBots: true })
  for (const query of ['', 'x=1', 'teamId=%7B', 'period={"kind":"custom","firstDay":"soon","lastDay":"2026-01-01"}']) {
    expect(choicesIn(query, OverviewChoices, initialOverviewChoices)).toBeNull()
  }
})
