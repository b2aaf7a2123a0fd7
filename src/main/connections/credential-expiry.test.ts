import { expect, onTestFinished, test } from 'vitest'
import { z } from 'zod'
import type { Verification } from '../../shared/model/connection.ts'
import { ConnectionId } from '../../shared/model/ids.ts'
import { defineConnector } from '../connectors/sdk/connector.ts'
import { createCommandRunner } from '../ingest/command-runner.ts'
import { createHttp } from '../ingest/http/create-http.ts'
import { kyselyOver } from '../store/dialect.ts'
import type { Database } from '../store/schema.ts'
import { freshDatabase, keepingLogger } from '../store/test-support.ts'
import { createConnection, recordVerification, updateConnection } from './connection-changes.ts'
import { createVerifications } from './verifications.ts'

const connectionId = ConnectionId.parse(1)

/** A remote that says of each token when it expires: the token itself is the time. */
const connector = defineConnector({
  id: 'expiring',
  title: 'Expiring',
  description: '',
  auth: ['token'],
  sourceNoun: { one: 'source', many: 'sources' },
  settings: z.object({}),
  credentials: z.object({ token: z.string() }),
  streams: [],
  verify: async ({ credentials: { token } }) => ({
    identity: 'me',
    product: 'Expiring 1',
    checks: [],
    ...(token !== 'for ever' && { credentialsExpireAt: Number(token) }),
  }),
  async *discover() {},
})

/** Verifies a token for a connection that has another or the same one already. */
async function verify(token: string, known: string | null): Promise<[Verification, isOwn: boolean]> {
  const { promise, resolve } = Promise.withResolvers<[Verification, boolean]>()
  const verifications = createVerifications({
    clock: { now: () => 7 },
    logger: keepingLogger().logger,
    createCommandRunner: signal => createCommandRunner({ signal }),
    createHttp: signal => createHttp({ signal, now: () => 7 }),
    cacheFolder: () => '/nowhere',
    connectorOf: () => connector,
    onChange: (verification, isOwn) => resolve([verification, isOwn]),
  })
  onTestFinished(() => verifications.close())
  const form = { connectorId: 'expiring', connectionId, settings: {}, credentials: { token }, signInId: null }
  verifications.start(form, known === null ? null : { settings: {}, secrets: { token: known } })
  return promise
}

async function stored() {
  const { db } = await freshDatabase()
  const kysely = kyselyOver<Database>(db, keepingLogger().logger)
  const expiry = (id: number = connectionId) =>
    db.prepare('select credentials_expire_at from connections where id = ?').pluck().get(id)
  return { kysely, expiry }
}

test('what a connector says of its credentials is stored with a new connection', async () => {
  const { kysely, expiry } = await stored()
  const [verification] = await verify('1234', null)
  expect(verification).toMatchObject({ status: 'passed', credentialsExpireAt: 1234 })
  const created = await createConnection(kysely, {
    name: 'New',
    verification,
    settings: {},
    sealed: new Map(),
    sources: [],
    now: 7,
  })
  expect(expiry(created)).toBe(1234)
})

test('new credentials count once they are saved, not when they are only tried', async () => {
  const { kysely, expiry } = await stored()
  const [verification, isOwn] = await verify('5678', '1234')
  expect(isOwn).toBe(false)
  await updateConnection(kysely, connectionId, {
    name: undefined,
    enabled: undefined,
    schedule: undefined,
    choices: {},
    verified: { verification, settings: {}, sealed: new Map(), keepGrant: false },
    sources: undefined,
    now: 7,
  })
  expect(expiry()).toBe(5678)
})

test('verifying the same credentials again renews what is known, a failure does not', async () => {
  const { kysely, expiry } = await stored()
  const [again, isOwn] = await verify('1234', '1234')
  expect(isOwn).toBe(true)
  await recordVerification(kysely, connectionId, again)
  expect(expiry()).toBe(1234)
  const failed: Verification = { ...again, status: 'failed', credentialsExpireAt: null }
  await recordVerification(kysely, connectionId, failed)
  expect(expiry()).toBe(1234)
  const [forEver] = await verify('for ever', 'for ever')
  await recordVerification(kysely, connectionId, forEver)
  expect(expiry()).toBeNull()
})
