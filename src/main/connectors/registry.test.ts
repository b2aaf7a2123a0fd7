import { expect, test } from 'vitest'
import { DataSourceId } from '../../shared/model/ids.ts'
import { planSteps } from '../ingest/plan.ts'
import { loadConnector } from './load-connector.ts'
import { connectors, findConnector } from './registry.ts'

test('a GitHub repository is read in the steps its settings want: what only a clone tells is none without one', () => {
  const github = findConnector('github')
  const source = { id: DataSourceId.parse(1), externalId: '500', name: 'acme/shop' }
  const steps = (history: string) =>
    planSteps(github?.streams ?? [], [source], github?.settings.parse({ history })).map(({ stream }) => stream.name)
  const onlyOfClone = ['repository', 'line_stats']
  expect(steps('clone')).toEqual(expect.arrayContaining(onlyOfClone))
  for (const history of ['api', 'none']) {
    expect(steps(history).filter(name => onlyOfClone.includes(name))).toEqual([])
    expect(steps(history).length).toBe(steps('clone').length - onlyOfClone.length)
  }
})

test('each connector of the catalogue can be loaded alone', async () => {
  for (const connector of connectors) expect(await loadConnector(connector.id)).toBe(connector)
  expect(await loadConnector('svn')).toBeNull()
})
