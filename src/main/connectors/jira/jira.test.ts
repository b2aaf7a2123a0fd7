import { tmpdir } from 'node:os'
import { settingsFor, smallLimits, smallSizes, tickingClock } from '../../../../test/support/jira-bench.ts'
import { generateWorld } from '../../scenarios/simulators/jira/generated-world.ts'
import { startJiraSimulator } from '../../scenarios/simulators/jira/simulator.ts'
import { conformance } from '../sdk/conformance.ts'
import { createJiraConnector } from './index.ts'

for (const product of ['cloud', 'data-center'] as const) {
  conformance(`jira ${product}`, async () => {
    const world = generateWorld({ issues: 14, projects: 2, changes: 4, sprintsPerBoard: 3 })
    const simulator = await startJiraSimulator({ product, world, limits: smallLimits, now: tickingClock() })
    const { site } = simulator
    const settings = settingsFor(simulator, product)
    const credentials = { token: simulator.credentials.token }
    let changes = 0
    return {
      connector: createJiraConnector(smallSizes),
      settings,
      credentials,
      cacheFolder: tmpdir(),
      bad: [
        {
          name: 'wrong token',
          settings,
          credentials: { token: 'wrong' },
          code: 'auth.rejected',
          field: 'credentials.token',
        },
        {
          name: 'another product',
          settings: { ...settings, product: product === 'cloud' ? 'data-center' : 'cloud', email: 'a@b.c' },
          credentials: { token: 'wrong' },
          code: 'settings.invalid',
          field: 'settings.product',
        },
        {
          name: 'no Jira there',
          settings: { ...settings, url: `${settings.url}/elsewhere` },
          credentials,
          code: 'settings.invalid',
          field: 'settings.url',
        },
        {
          name: 'nothing there',
          settings: { ...settings, url: 'http://127.0.0.1:1' },
          credentials,
          code: 'remote.unreachable',
        },
        {
          name: 'a query that means nothing',
          settings: { ...settings, queries: ['labels = debt', 'colour = red'] },
          credentials,
          code: 'settings.invalid',
          field: 'settings.queries.1',
        },
        {
          name: 'a field that is not there',
          settings: { ...settings, severityField: 'Sevrity' },
          credentials,
          code: 'settings.invalid',
          field: 'settings.severityField',
        },
      ],
      sources: ['project:10000', 'project:10001', 'board:1', 'board:2', 'filter:20000'],
      change() {
        const heads = site.heads()
        const [first, second, third] = [heads[0], heads[1], heads[2]]
        if (!first || !second || !third) throw new Error('Nothing left to change')
        changes++
        site.transition(first.id)
        site.remove(second.id)
        site.move(third.id, third.projectId === '10000' ? '10001' : '10000')
        site.add(first.id)
        if (changes === 3) site.deleteStatus('10005')
      },
      close: () => simulator.close(),
    }
  })
}
