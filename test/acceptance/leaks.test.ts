import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { formsOf, secretsIn } from '../../src/main/redaction/secret-forms.ts'
import type { Client } from '../../src/shared/contract/client.ts'
import { consent, oauthForm, signInEnded, startAtlassianWorld } from '../support/atlassian-sign-in.ts'
import { type ConnectionForm, settled, untilPush } from '../support/client-steps.ts'
import { untilEnded } from '../support/database-tasks.ts'
import { type EchoingProxy, type Hostility, startEchoingProxy } from '../support/echoing-proxy.ts'
import { createTestFolder, createTestRepository } from '../support/git-repository.ts'
import { githubForm, startGithubSite } from '../support/github-workspace.ts'
import { jiraForm, startJiraSite } from '../support/jira-workspace.ts'
import { openTestApplication, type TestApplicationOptions } from '../support/test-application.ts'

/** A site behind a proxy, and how it is connected. */
interface Place {
  readonly proxy: EchoingProxy
  readonly form: ConnectionForm
  readonly secrets: readonly string[]
  readonly options?: TestApplicationOptions
}

const hostilities: readonly Hostility[] = [
  { status: 401, type: 'json' },
  { status: 401, type: 'text' },
  { status: 400, type: 'json' },
  { status: 200, type: 'graphql' },
  { status: 302, type: 'html' },
]

const places: Readonly<Record<string, () => Promise<Place>>> = {
  'Jira Cloud': () => jira('cloud'),
  'Jira Data Center': () => jira('data-center'),
  async 'GitHub with tokens'() {
    const tokens = ['ghp_marker-of-the-first-token', 'ghp_marker-of-the-second-token']
    const site = await startGithubSite({ pulls: 5, repositories: 1, tokens })
    const proxy = await behind(site)
    return { proxy, form: githubForm({ ...site, url: proxy.url }), secrets: tokens }
  },
  async 'a GitHub App'() {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
    const key = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString().replaceAll('\n', ' ')
    const installed = { id: '7', installationId: '70', tokenLifeMs: 3_600_000 }
    const app = { ...installed, publicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString() }
    const site = await startGithubSite({ pulls: 5, repositories: 1, app })
    const proxy = await behind(site)
    const settings = { product: 'server', url: proxy.url, access: 'app', appId: '7', installationId: '70' }
    const form = { connectorId: 'github', settings, credentials: { privateKey: key } }
    return { proxy, form, secrets: secretsIn({ key }).filter(part => part.length > 30) }
  },
  async 'a Git remote'() {
    const folder = createTestFolder()
    onTestFinished(folder.remove)
    const repository = createTestRepository(join(folder.path, 'source'))
    repository.commit('one')
    const served = join(folder.path, 'served.git')
    repository.git('clone', '--quiet', '--bare', '.', served)
    repository.gitIn(served, 'update-server-info')
    const token = 'marker-of-a-git-token'
    const site = await startGithubSite({ pulls: 1, repositories: 1, tokens: [token], clones: { 'acme/app': served } })
    const proxy = await behind(site)
    const form = { connectorId: 'git', settings: { remotes: [`${proxy.url}/acme/app.git`] }, credentials: { token } }
    return { proxy, form, secrets: [token] }
  },
}

async function jira(product: 'cloud' | 'data-center'): Promise<Place> {
  const site = await startJiraSite({ product, issues: 5, projects: 1 })
  const proxy = await behind(site)
  const url = site.url.replace(/^http:\/\/[^/]+/, proxy.url)
  return { proxy, form: jiraForm({ ...site, url }), secrets: [site.credentials.token] }
}

async function behind(site: { readonly url: string; close(): Promise<void> }): Promise<EchoingProxy> {
  const proxy = await startEchoingProxy(new URL(site.url).origin)
  onTestFinished(async () => {
    await proxy.close()
    await site.close()
  })
  return proxy
}

/** The application on a folder of its own, and what it has let out when it has ended: to whom it talks, and onto the disk. */
async function openWatched(options: TestApplicationOptions = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'weir-leaks-'))
  const app = await openTestApplication(join(folder, 'data'), options)
  onTestFinished(async () => {
    await app.close()
    rmSync(folder, { recursive: true, force: true })
  })
  async function letOut(): Promise<ReadonlyMap<string, string>> {
    await askEverything(app.client)
    await untilEnded(app, () => app.client.request('database.backUp'))
    await untilEnded(app, () => app.client.request('database.export', { path: join(folder, 'export.db') }))
    await app.close()
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(name =>
      statSync(join(folder, name)).isFile(),
    )
    return new Map([
      ['answers', JSON.stringify(app.answers)],
      ['pushes', JSON.stringify(app.pushes)],
      ['log', app.logged.join('\n')],
      ...files.map(name => [name, readFileSync(join(folder, name), 'latin1')] as const),
    ])
  }
  return { app, letOut }
}

async function askEverything(client: Client): Promise<void> {
  for (const { id: connectionId } of await client.request('connections.list'))
    await client.request('connections.get', { connectionId })
  await client.request('jobs.list')
  await client.request('notices.list')
  await client.request('health.get')
  const { rows } = await client.request('runs.list', { jobId: null })
  for (const { id: runId } of rows) {
    await client.request('runs.get', { runId })
    await client.request('runs.log', { runId })
  }
}

/** Where any of the secrets can be found in any form. */
function leaks(secrets: Iterable<string>, letOut: ReadonlyMap<string, string>): readonly string[] {
  const forms = [...secrets].flatMap(secret => formsOf(secret).map(form => ({ secret, form })))
  return [...letOut].flatMap(([place, text]) =>
    forms.filter(({ form }) => text.includes(form)).map(({ secret }) => `${secret} in ${place}`),
  )
}

async function verified(client: Client, form: ConnectionForm, more: object = {}) {
  const { id } = await client.request('verifications.start', { credentials: {}, connectionId: null, ...form, ...more })
  const look = () => client.request('verifications.get', { verificationId: id })
  return untilPush(client, 'data_source_update', look, ({ status }) => status !== 'verifying')
}

async function saved(client: Client, form: ConnectionForm, more: object = {}) {
  const { id, options, fault } = await verified(client, form, more)
  expect(fault).toBe(null)
  const sources = options.slice(0, 1).map(({ externalId }) => externalId)
  const connection = await client.request('connections.create', {
    name: 'Site',
    verificationId: id,
    sources,
    syncNow: true,
  })
  expect(await settled(client, connection.jobId)).toMatchObject({ state: 'FINISHED' })
  return connection
}

test.each(Object.keys(places))('%s: whatever a hostile server repeats, no secret leaves the vault', async name => {
  const { proxy, form, secrets } = await (places[name] ?? expect.unreachable)()
  const { app, letOut } = await openWatched()
  const { id: connectionId, jobId } = await saved(app.client, form)
  let repeated = 0
  for (const hostility of hostilities) {
    proxy.behave(hostility)
    const { fault } = await verified(app.client, { ...form, credentials: {} }, { connectionId })
    if (fault && JSON.stringify(fault).includes('•••')) repeated++
    if (hostility.status !== 400 && hostility.status !== 200) continue
    await app.client.request('jobs.runNow', { jobId })
    await settled(app.client, jobId)
  }
  proxy.behave(null)
  expect(leaks([...secrets, ...proxy.shown], await letOut())).toEqual([])
  expect(repeated).toBeGreaterThan(0)
})

test('signing in: whatever a hostile server repeats, no secret leaves the vault', async () => {
  const world = await startAtlassianWorld({ jira: { issues: 5, projects: 1 } })
  onTestFinished(world.close)
  const proxy = await startEchoingProxy(world.atlassian.hosts.api)
  onTestFinished(proxy.close)
  const hosts = { auth: proxy.url, api: proxy.url }
  const { app, letOut } = await openWatched({ oauth: { ...world.oauth, hosts } })
  const form = oauthForm(world.atlassian)
  const signIn = async () => {
    const { id, url } = await app.client.request('signIns.start', { ...form, connectionId: null })
    await consent(url)
    return signInEnded(app.client, id)
  }
  const faults: unknown[] = []
  for (const { status, type } of hostilities.slice(2)) {
    for (const when of [/oauth\/token$/, /accessible-resources/]) {
      proxy.behave({ status, type, when })
      faults.push((await signIn()).fault)
    }
  }
  proxy.behave(null)
  const { id: signInId, sites } = await signIn()
  const connected = { ...form, settings: { ...form.settings, site: sites[0] } }
  const { jobId } = await saved(app.client, connected, { signInId })
  for (const { status, type } of hostilities.slice(0, 3)) {
    for (const when of [/oauth\/token$/, /ex\/jira/]) {
      world.atlassian.expireAccess()
      proxy.behave({ status, type, when })
      await app.client.request('jobs.runNow', { jobId })
      await settled(app.client, jobId)
    }
  }
  expect(proxy.shown.size).toBeGreaterThan(10)
  expect(leaks([world.atlassian.client.secret, ...proxy.shown], await letOut())).toEqual([])
  expect(faults).not.toContain(null)
})
