import { tmpdir } from 'node:os'
import { expect, onTestFinished, test } from 'vitest'
import { smallLimits, smallSizes, tickingClock } from '../../../../test/support/jira-bench.ts'
import { WeirError } from '../../../shared/contract/weir-error.ts'
import { createHttp } from '../../ingest/http/create-http.ts'
import { type AtlassianOptions, startAtlassianSimulator } from '../../scenarios/simulators/jira/atlassian.ts'
import { generateWorld } from '../../scenarios/simulators/jira/generated-world.ts'
import { startJiraSimulator } from '../../scenarios/simulators/jira/simulator.ts'
import { conformance } from '../sdk/conformance.ts'
import { createMemoryHost } from '../sdk/conformance-host.ts'
import type { Access } from '../sdk/oauth.ts'
import { createJiraConnector } from './index.ts'
import { permissions, atlassian as provider } from './oauth.ts'

const callbackUrl = 'http://127.0.0.1:1/oauth/callback'

/** A site behind the gateway, with access to it as a host would give it. */
async function startGateway(options: Partial<AtlassianOptions> = {}, issues = 14) {
  const world = generateWorld({ issues, projects: 2, changes: 4, sprintsPerBoard: 3 })
  const jira = await startJiraSimulator({ product: 'cloud', world, limits: smallLimits, now: tickingClock() })
  const atlassian = await startAtlassianSimulator({ callbackUrl, sites: [jira], ...options })
  const { hosts } = atlassian
  let last = ''
  let asked = 0
  const access: Access = async refused => {
    if (last === '' || last === refused) last = atlassian.giveAccess()
    if (refused !== undefined) asked++
    const scopes = permissions.filter(scope => !(options.withheld ?? []).includes(scope))
    return { api: hosts.api, token: last, scopes, expiresAt: Date.now() + 3_600_000 }
  }
  const settings = { product: 'cloud-oauth', clientId: 'app', site: atlassian.sites[0] }
  const connector = createJiraConnector(smallSizes)
  const credentials = { clientSecret: 'secret' }
  const subject = { connector, settings, credentials, cacheFolder: tmpdir(), access }
  const close = async () => {
    await atlassian.close()
    await jira.close()
  }
  return { jira, atlassian, subject, refused: () => asked, close }
}

async function bench(options: Partial<AtlassianOptions> = {}, issues = 14) {
  const gateway = await startGateway(options, issues)
  onTestFinished(gateway.close)
  return { ...gateway, host: createMemoryHost(gateway.subject) }
}

const project = [{ externalId: 'project:10000', name: 'Project Alpha' }]

conformance('jira cloud by OAuth', async () => {
  const { jira, subject, close } = await startGateway()
  const { settings, credentials } = subject
  const { site } = jira
  return {
    ...subject,
    bad: [
      {
        name: 'a site that is not there',
        settings: { ...settings, site: { id: 'gone', name: 'Gone', url: 'https://gone.atlassian.net' } },
        credentials,
        code: 'settings.invalid',
        field: 'settings.site',
      },
      {
        name: 'a query that means nothing',
        settings: { ...settings, queries: ['colour = red'] },
        credentials,
        code: 'settings.invalid',
        field: 'settings.queries.0',
      },
    ],
    sources: ['project:10000', 'project:10001', 'board:1', 'board:2', 'filter:20000'],
    change() {
      const [first, second] = site.heads()
      if (!first || !second) throw new Error('Nothing left to change')
      site.transition(first.id)
      site.remove(second.id)
      site.add(first.id)
    },
    close,
  }
})

test('access that ends in the middle of a sync is renewed once, and nothing is missing', async () => {
  const { host, atlassian, jira, refused } = await bench()
  jira.trouble.plan({ trouble: { kind: 'slow', ms: 1 }, when: /bulkfetch/, times: 99 })
  await host.run(project, { killAfter: 3 })
  atlassian.expireAccess()
  expect(await host.run(project)).toMatchObject({ ended: true })
  expect(refused()).toBeGreaterThan(0)
  const undisturbed = await bench()
  await undisturbed.host.run(project)
  expect(host.rows()).toEqual(undisturbed.host.rows())
})

test('a new token that is refused, too, ends the run as signed out', async () => {
  const { host, atlassian } = await bench()
  await host.run(project)
  const before = host.rows()
  atlassian.refuseAll()
  const fault = await host.run(project).catch((error: unknown) => error)
  expect(fault).toBeInstanceOf(WeirError)
  expect(fault).toMatchObject({ code: 'auth.signed_out', details: {}, fields: [{ path: 'settings.site' }] })
  expect(host.rows()).toEqual(before)
})

test('without the scopes of boards the rest is read, the verification says which are missing, and no token is renewed for it', async () => {
  const withheld = ['read:board-scope:jira-software', 'read:sprint:jira-software']
  const { host, refused } = await bench({ withheld })
  const { checks } = await host.verify()
  const missing = 'Add read:board-scope:jira-software, read:sprint:jira-software to the permissions of your app'
  expect(checks.map(({ ok }) => ok)).toEqual([false, true, false])
  expect(checks[0]?.hint).toContain(missing)
  expect(await host.run(project)).toMatchObject({ ended: true })
  expect(host.rows().some(({ entity }) => entity.kind === 'issue')).toBe(true)
  expect(refused()).toBe(0)
})

test('sites with Jira are listed once, those with other products are not', async () => {
  const { atlassian } = await bench()
  const http = createHttp({ signal: new AbortController().signal, now: Date.now })
  expect(await provider.sites(http, atlassian.hosts.api, atlassian.giveAccess())).toEqual(atlassian.sites)
})
