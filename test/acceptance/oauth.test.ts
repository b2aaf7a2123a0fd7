import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { connectDatabase } from '../../src/main/store/connect.ts'
import { IssueId } from '../../src/shared/model/ids.ts'
import type { SignIn } from '../../src/shared/model/sign-in.ts'
import { consent, oauthForm, signInEnded, startAtlassianWorld } from '../support/atlassian-sign-in.ts'
import { settled, untilPush } from '../support/client-steps.ts'
import { jiraForm } from '../support/jira-workspace.ts'
import { openTestApplication, type TestApplication } from '../support/test-application.ts'

type WorldOptions = Parameters<typeof startAtlassianWorld>[0]

/** The application on a folder of its own, with a simulated Atlassian to sign in to. */
async function open(options: WorldOptions = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'weir-oauth-'))
  const world = await startAtlassianWorld(options)
  let ahead = 0
  const start = () => openTestApplication(folder, { oauth: world.oauth, now: () => Date.now() + ahead })
  const opened = { app: await start() }
  onTestFinished(async () => {
    await opened.app.close()
    await world.close()
    rmSync(folder, { recursive: true, force: true })
  })
  return {
    ...world,
    folder,
    app: opened.app,
    form: oauthForm(world.atlassian),
    passTime: (ms: number) => {
      ahead += ms
    },
    async restart() {
      await opened.app.close()
      opened.app = await start()
      return opened.app
    },
  }
}

type Form = ReturnType<typeof oauthForm>

const startSignIn = ({ client }: TestApplication, form: Form) =>
  client.request('signIns.start', { ...form, connectionId: null })

async function signIn(app: TestApplication, form: Form): Promise<SignIn> {
  const { id, url } = await startSignIn(app, form)
  await consent(url)
  return signInEnded(app.client, id)
}

/** Signs in, verifies and saves. */
async function connect(app: TestApplication, form: Form, syncNow = true) {
  const { id: signInId, sites } = await signIn(app, form)
  const settings = { ...form.settings, site: sites[0] }
  const { id } = await app.client.request('verifications.start', { ...form, settings, connectionId: null, signInId })
  const look = () => app.client.request('verifications.get', { verificationId: id })
  const { options, fault } = await untilPush(
    app.client,
    'data_source_update',
    look,
    ({ status }) => status !== 'verifying',
  )
  expect(fault).toBe(null)
  const sources = options.filter(({ kind }) => kind === 'project').map(({ externalId }) => externalId)
  return app.client.request('connections.create', { name: 'Jira', verificationId: id, sources, syncNow })
}

/** Everything the application says to anybody, in one text. */
const said = ({ pushes, logged }: TestApplication) => JSON.stringify([pushes, logged])

test('signing in, choosing a site and syncing: tokens stay in the vault, issues are linked at the site', async () => {
  const { app, atlassian, form, folder } = await open({ count: 2 })
  const started = await startSignIn(app, form)
  const url = new URL(started.url)
  expect(url.origin).toBe(atlassian.hosts.auth)
  expect(url.searchParams.get('scope')).toContain('offline_access')
  const end = await consent(started.url)
  expect(end.status).toBe(200)
  expect(end.text).toContain('You can close this window')
  const code = new URL(end.url).searchParams.get('code') ?? 'none'
  expect(end.text).not.toContain(code)
  expect(end.headers.get('referrer-policy')).toBe('no-referrer')
  expect(end.headers.get('content-security-policy')).toContain("default-src 'none'")
  const signedIn = await signInEnded(app.client, started.id)
  expect(signedIn).toMatchObject({ status: 'signed_in', sites: atlassian.sites, fault: null })

  const connection = await connect(app, form)
  const job = await settled(app.client, connection.jobId)
  expect(job).toMatchObject({ state: 'FINISHED', fault: null })
  const { settings, credentials } = await app.client.request('connections.get', { connectionId: connection.id })
  expect(settings).toMatchObject({ url: atlassian.sites[0]?.url, site: atlassian.sites[0] })
  expect(credentials).toEqual([
    { name: 'token', mask: null },
    { name: 'clientSecret', mask: expect.any(String) },
  ])
  const db = connectDatabase(join(folder, 'weir.db'), { readonly: true })
  const rows = db.prepare('select * from credentials').all()
  const everything = JSON.stringify([
    said(app),
    db.prepare('select * from connections').all(),
    db.prepare('select * from run_log').all(),
    db.prepare('select * from runs').all(),
  ])
  const id = IssueId.parse(db.prepare('select min(id) from issues').pluck().get())
  db.close()
  expect(rows).toHaveLength(2)
  expect(everything).not.toMatch(/access-[0-9a-f]{8}|refresh-[0-9a-f]{8}|simulated-app-secret/)
  const issue = await app.client.request('issues.get', { issueId: id })
  expect(issue.url).toMatch(/^https:\/\/acme\.atlassian\.net\/browse\/[A-Z]+-\d+$/)
})

test('an hour later the next sync renews the access once, and what it got outlives a restart', async () => {
  const { app, atlassian, form, passTime, restart } = await open()
  const { jobId } = await connect(app, form)
  expect(await settled(app.client, jobId)).toMatchObject({ state: 'FINISHED' })
  expect(atlassian.renewed()).toBe(0)
  await app.client.request('preferences.set', { cycleMinutes: null })
  for (const round of [1, 2]) {
    passTime(3_600_000)
    const again = await restart()
    await again.client.request('jobs.runNow', { jobId })
    expect(await settled(again.client, jobId)).toMatchObject({ state: 'FINISHED' })
    expect(atlassian.renewed()).toBe(round)
  }
  expect(atlassian.reused()).toBe(0)
})

/** Syncs in a process of its own until it ends, or is killed. Resolves to how: null when it was killed. */
function syncElsewhere({ folder, oauth }: Pick<Awaited<ReturnType<typeof open>>, 'folder' | 'oauth'>) {
  const script = fileURLToPath(new URL('../support/oauth-sync-process.ts', import.meta.url))
  const args = [script, folder, oauth.hosts.api, String(oauth.callbackPort)]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  const ended = once(child, 'exit').then(([code]) => code)
  return { ended, kill: () => child.kill('SIGKILL') }
}

test('killed before the renewed access has come back, the next start renews it again', async () => {
  const opened = await open({ leewayMs: 600_000 })
  const { jobId } = await connect(opened.app, opened.form)
  await settled(opened.app.client, jobId)
  await opened.app.close()
  opened.atlassian.expireAccess()
  const killed = syncElsewhere(opened)
  opened.atlassian.onRefresh(async () => {
    killed.kill()
    await killed.ended
    return 'answer'
  })
  expect(await killed.ended).toBe(null)
  expect(opened.atlassian.renewed()).toBe(1)
  expect(await syncElsewhere(opened).ended).toBe(0)
  expect([opened.atlassian.renewed(), opened.atlassian.reused()]).toEqual([2, 1])
})

test('killed as soon as the renewed access is used, the next start goes on with it', async () => {
  const opened = await open()
  const { jobId } = await connect(opened.app, opened.form)
  await settled(opened.app.client, jobId)
  await opened.app.close()
  opened.atlassian.expireAccess()
  const killed = syncElsewhere(opened)
  opened.atlassian.onUse(() => killed.kill())
  expect(await killed.ended).toBe(null)
  expect(await syncElsewhere(opened).ended).toBe(0)
  expect([opened.atlassian.renewed(), opened.atlassian.reused()]).toEqual([1, 0])
})

test('an answer that gets lost is asked for again', async () => {
  const { app, atlassian, form } = await open({ leewayMs: 600_000 })
  const { jobId } = await connect(app, form)
  await settled(app.client, jobId)
  atlassian.expireAccess()
  atlassian.onRefresh(async () => 'drop')
  await app.client.request('jobs.runNow', { jobId })
  expect(await settled(app.client, jobId)).toMatchObject({ state: 'FINISHED' })
  expect(atlassian.renewed()).toBe(2)
})

test('a force stop while the access is renewed loses nothing', async () => {
  const { app, atlassian, form } = await open()
  const { jobId } = await connect(app, form)
  await settled(app.client, jobId)
  atlassian.expireAccess()
  atlassian.onRefresh(async () => {
    await app.client.request('jobs.forceStop', { jobId })
    await settled(app.client, jobId)
    return 'answer'
  })
  await app.client.request('jobs.runNow', { jobId })
  expect(await settled(app.client, jobId)).toMatchObject({ fault: { code: 'run.stopped' } })
  await app.client.request('jobs.runNow', { jobId })
  expect(await settled(app.client, jobId)).toMatchObject({ state: 'FINISHED' })
  expect([atlassian.renewed(), atlassian.reused()]).toEqual([1, 0])
})

test('Weir ends only when what is being renewed is stored', async () => {
  const opened = await open()
  const { app, atlassian, form } = opened
  const { jobId } = await connect(app, form)
  await settled(app.client, jobId)
  atlassian.expireAccess()
  const asked = Promise.withResolvers<void>()
  const ending = Promise.withResolvers<void>()
  atlassian.onRefresh(async () => {
    asked.resolve()
    await ending.promise
    return 'answer'
  })
  await app.client.request('jobs.runNow', { jobId })
  await asked.promise
  const closed = app.close()
  ending.resolve()
  await closed
  const again = await opened.restart()
  await again.client.request('jobs.runNow', { jobId }).catch(() => 'it goes on by itself')
  expect(await settled(again.client, jobId)).toMatchObject({ state: 'FINISHED' })
  expect([atlassian.renewed(), atlassian.reused()]).toEqual([1, 0])
})

test('limits of the gateway are waited out', async () => {
  const { app, form, sites } = await open()
  const { jobId } = await connect(app, form)
  await settled(app.client, jobId)
  const trouble = { kind: 'rate_limited', retryAfterSeconds: 1 } as const
  sites[0]?.trouble.plan({ trouble, when: /search/, times: 2 })
  await app.client.request('jobs.runNow', { jobId })
  const { state, lastRun } = await settled(app.client, jobId)
  expect(state).toBe('FINISHED')
  expect(lastRun?.waitedMs).toBeGreaterThan(900)
})

test('a form that no longer signs in does not keep the sign-in, and viewers are not told where to', async () => {
  const { app, form, folder, sites } = await open()
  const { id: signInId, url } = await startSignIn(app, form)
  const viewer = { id: 'viewer', role: 'viewer', local: false } as const
  const message = { id: '1', method: 'signIns.get', input: { signInId } }
  const reply = await app.handle(viewer, message)
  expect(reply).toMatchObject({ ok: false, fault: { code: 'rpc.forbidden' } })
  await consent(url)
  await signInEnded(app.client, signInId)
  const [site] = sites
  if (!site) throw new Error('There is no site')
  const { credentials = {}, ...rest } = jiraForm(site)
  const token = { ...rest, credentials, connectionId: null, signInId }
  const { id } = await app.client.request('verifications.start', token)
  const look = () => app.client.request('verifications.get', { verificationId: id })
  await untilPush(app.client, 'data_source_update', look, ({ status }) => status === 'passed')
  const sources = ['project:10000']
  await app.client.request('connections.create', { name: 'Jira', verificationId: id, sources, syncNow: false })
  const db = connectDatabase(join(folder, 'weir.db'), { readonly: true })
  expect(db.prepare('select name from credentials').pluck().all()).toEqual(['token'])
  db.close()
})

test('access that is refused in the middle of a sync is renewed', async () => {
  const { app, atlassian, form } = await open()
  const { jobId } = await connect(app, form)
  await settled(app.client, jobId)
  atlassian.expireAccess()
  await app.client.request('jobs.runNow', { jobId })
  expect(await settled(app.client, jobId)).toMatchObject({ state: 'FINISHED' })
  expect(atlassian.renewed()).toBe(1)
})

test('a verification and a sync at the same time renew once', async () => {
  const { app, atlassian, form } = await open()
  const { id: connectionId, jobId } = await connect(app, form)
  await settled(app.client, jobId)
  const { settings } = await app.client.request('connections.get', { connectionId })
  atlassian.expireAccess()
  const check = await app.client.request('verifications.start', {
    connectorId: 'jira',
    connectionId,
    settings,
    credentials: {},
  })
  await app.client.request('jobs.runNow', { jobId })
  const look = () => app.client.request('verifications.get', { verificationId: check.id })
  const verified = await untilPush(app.client, 'data_source_update', look, ({ status }) => status !== 'verifying')
  expect(verified).toMatchObject({ status: 'passed' })
  expect(await settled(app.client, jobId)).toMatchObject({ state: 'FINISHED' })
  expect([atlassian.renewed(), atlassian.reused()]).toEqual([1, 0])
})

test('an edit saved after the access was renewed keeps the renewed one', async () => {
  const { app, atlassian, form } = await open()
  const { id: connectionId, jobId } = await connect(app, form)
  await settled(app.client, jobId)
  const { settings } = await app.client.request('connections.get', { connectionId })
  const check = await app.client.request('verifications.start', {
    connectorId: 'jira',
    connectionId,
    settings,
    credentials: {},
  })
  const look = () => app.client.request('verifications.get', { verificationId: check.id })
  await untilPush(app.client, 'data_source_update', look, ({ status }) => status === 'passed')
  for (const _ of [1, 2]) {
    atlassian.expireAccess()
    await app.client.request('jobs.runNow', { jobId })
    expect(await settled(app.client, jobId)).toMatchObject({ state: 'FINISHED' })
    await app.client.request('connections.update', { connectionId, verificationId: check.id })
  }
  expect([atlassian.renewed(), atlassian.reused()]).toEqual([2, 0])
})

test('a sign-in that was taken back is said, and signing in again mends it', async () => {
  const { app, atlassian, form } = await open()
  const { id: connectionId, jobId } = await connect(app, form)
  await settled(app.client, jobId)
  atlassian.revoke()
  await app.client.request('jobs.runNow', { jobId })
  expect(await settled(app.client, jobId)).toMatchObject({
    state: 'FAILED',
    waitsForUser: true,
    fault: { code: 'auth.signed_out', hint: expect.stringContaining('Sign in again') },
  })
  const { settings } = await app.client.request('connections.get', { connectionId })
  const started = await app.client.request('signIns.start', {
    connectorId: 'jira',
    connectionId,
    settings,
    credentials: {},
  })
  await consent(started.url)
  await signInEnded(app.client, started.id)
  const again = { connectorId: 'jira', connectionId, settings, credentials: {}, signInId: started.id }
  const check = await app.client.request('verifications.start', again)
  const look = () => app.client.request('verifications.get', { verificationId: check.id })
  await untilPush(app.client, 'data_source_update', look, ({ status }) => status === 'passed')
  await app.client.request('connections.update', { connectionId, verificationId: check.id })
  expect(await settled(app.client, jobId)).toMatchObject({ state: 'FINISHED' })

  // A grant is good for one connection, and once.
  const twin = app.client.request('verifications.start', { ...again, ...form, settings, connectionId: null })
  await expect(twin).rejects.toMatchObject({ fields: [{ path: 'settings.site', message: 'Sign in first' }] })
  const twice = app.client.request('connections.update', { connectionId, verificationId: check.id })
  await expect(twice).rejects.toMatchObject({ code: 'auth.signed_out' })
})

test('who does not agree is told what that means, and the port is free again', async () => {
  const { app, form, oauth } = await open()
  const { id, url } = await startSignIn(app, form)
  const end = await consent(url, 'Cancel')
  expect(end.text).toContain('You can close this window')
  expect(await signInEnded(app.client, id)).toMatchObject({
    status: 'failed',
    fault: { code: 'auth.signed_out', hint: expect.stringContaining('was not allowed to give Weir access') },
  })
  await expect(fetch(`http://127.0.0.1:${oauth.callbackPort}/oauth/callback?state=x`)).rejects.toThrow()
})

test('an answer with another state is refused, and the right one is good once', async () => {
  const { app, atlassian, form } = await open()
  const { id, url } = await startSignIn(app, form)
  atlassian.spoilState()
  const spoilt = await consent(url)
  expect(spoilt.status).toBe(400)
  expect(await app.client.request('signIns.get', { signInId: id })).toMatchObject({ status: 'waiting' })
  const waiting = await startSignIn(app, form)
  const end = await consent(url)
  expect(end.status).toBe(200)
  expect(await signInEnded(app.client, id)).toMatchObject({ status: 'signed_in' })
  expect((await fetch(end.url)).status).toBe(400)
  expect(await app.client.request('signIns.cancel', { signInId: waiting.id })).toMatchObject({ status: 'cancelled' })
})

test('a wrong secret, a port in use and a missing sign-in are named at their fields', async () => {
  const { app, form, oauth } = await open()
  const wrong = await signIn(app, { ...form, credentials: { clientSecret: 'wrong' } })
  expect(wrong).toMatchObject({
    status: 'failed',
    fault: { code: 'auth.rejected', fields: [{ path: 'credentials.clientSecret' }] },
  })

  const nothing = startSignIn(app, {
    ...form,
    settings: { ...form.settings, clientId: ' ' },
    credentials: { clientSecret: '' },
  })
  await expect(nothing).rejects.toMatchObject({
    fields: [{ path: 'settings.clientId' }, { path: 'credentials.clientSecret' }],
  })

  const other = createServer()
  await new Promise<void>(resolve => other.listen(oauth.callbackPort, '127.0.0.1', resolve))
  await expect(startSignIn(app, form)).rejects.toMatchObject({
    code: 'settings.invalid',
    fields: [{ path: 'settings.site' }],
  })
  await new Promise(resolve => other.close(resolve))

  const unsigned = app.client.request('verifications.start', { ...form, connectionId: null })
  await expect(unsigned).rejects.toMatchObject({ fields: [{ path: 'settings.site', message: 'Sign in first' }] })
  const { id: signInId, sites } = await signIn(app, form)
  const changed = { ...form, settings: { ...form.settings, site: sites[0] }, credentials: { clientSecret: 'another' } }
  await expect(
    app.client.request('verifications.start', { ...changed, connectionId: null, signInId }),
  ).rejects.toMatchObject({
    fields: [{ path: 'settings.site', message: expect.stringContaining('sign in again') }],
  })
})
