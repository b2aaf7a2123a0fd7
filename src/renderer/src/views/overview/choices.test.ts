import { expect, test } from 'vitest'
import { RepositoryId } from '../../../../shared/model/ids.ts'
import { keptChoices } from '../../stores/overview-filter.ts'
import { repositoriesText, spanText } from './period-text.ts'
import { stillThere } from './use-metrics-filter.ts'
import { wholeHistory } from './whole-history.ts'

const at = (text: string) => Date.parse(text)
const id = (number: number) => RepositoryId.parse(number)
const api = { id: id(1), name: 'api', active: true }
const web = { id: id(2), name: 'web', active: true }
const old = { id: id(3), name: 'old', active: false }

test('chosen repositories that are gone or inactive are left out; with none left, all are meant', () => {
  expect(stillThere([id(1), id(3), id(9)], [api, web, old])).toEqual([1])
  expect(stillThere([id(3)], [api, web, old])).toBeNull()
  expect(stillThere(null, [api])).toBeNull()
  expect(stillThere([id(9)], undefined)).toEqual([9])
})

test('the chosen repositories are told in words', () => {
  expect(repositoriesText({ repositoryIds: null }, [api])).toBe('api')
  expect(repositoriesText({ repositoryIds: null }, [api, web])).toBe('All 2 repositories')
  expect(repositoriesText({ repositoryIds: [id(2)] }, [api, web])).toBe('web')
  expect(repositoriesText({ repositoryIds: [id(1), id(2)] }, [api, web])).toBe('2 of 2 repositories')
})

test('a half-open span is told by its days, in its zone', () => {
  const from = at('2026-03-01T23:00:00Z')
  const zone = 'Europe/Berlin'
  expect(spanText({ from, to: at('2026-03-04T23:00:00Z'), timeZone: zone })).toBe('2 Mar 2026 – 4 Mar 2026')
  expect(spanText({ from, to: at('2026-03-02T23:00:00Z'), timeZone: zone })).toBe('2 Mar 2026')
})

test('the whole history reaches from the first commit of any repository to today', () => {
  const now = at('2026-03-03T23:30:00Z')
  const first = { firstCommitAt: at('2019-05-01T12:00:00Z') }
  expect(wholeHistory([{ firstCommitAt: null }, first], now, 'Asia/Tokyo')).toEqual({
    kind: 'custom',
    firstDay: '2019-05-01',
    lastDay: '2026-03-04',
  })
  expect(wholeHistory([{ firstCommitAt: null }], now, 'UTC')).toMatchObject({ firstDay: '2026-03-03' })
})

test('choices kept from an earlier session hold only where they are whole', () => {
  const kept = {
    period: { kind: 'preset', preset: 'last-quarter' },
    bucket: 'day',
    repositoryIds: [1],
    serviceIds: null,
    includeBots: true,
  }
  // Kept before there were teams, and before lead time could start with an issue.
  const added = { teamId: null, leadTimeFrom: 'first_commit' }
  expect(keptChoices(kept)).toEqual({ ...kept, ...added })
  const chosen = { teamId: 3, leadTimeFrom: 'in_progress' }
  expect(keptChoices({ ...kept, ...chosen })).toEqual({ ...kept, ...chosen })
  for (const broken of [null, { ...kept, bucket: 'hour' }, { ...kept, period: { kind: 'last', days: 90 } }]) {
    expect(keptChoices(broken)).toMatchObject({ period: { preset: 'last-90-days' }, repositoryIds: null })
  }
})
