import { expect, test } from 'vitest'
import type { Verification } from '../../shared/model/connection.ts'
import { ConnectionId } from '../../shared/model/ids.ts'
import { kyselyOver } from '../store/dialect.ts'
import type { Database } from '../store/schema.ts'
import { freshDatabase, keepingLogger } from '../store/test-support.ts'
import { recordVerification, updateConnection } from './connection-changes.ts'

const connectionId = ConnectionId.parse(1)

const verification = (status: Verification['status'], fields: readonly string[] = [], startedAt = 7): Verification => ({
  id: 'v',
  connectorId: 'jira',
  connectionId,
  status,
  attempt: 1,
  startedAt,
  endedAt: startedAt + 1,
  identity: null,
  product: null,
  checks: [],
  credentialsExpireAt: null,
  options: [],
  choices: { teamField: { options: fields.map(value => ({ value, label: value })), automatic: null } },
  fault: null,
})

test('what can be chosen is what the last passed verification found, unless something was saved since it began', async () => {
  const { db } = await freshDatabase()
  const kysely = kyselyOver<Database>(db, keepingLogger().logger)
  const choose = (teamField: string) =>
    updateConnection(kysely, connectionId, {
      name: undefined,
      enabled: undefined,
      schedule: undefined,
      verified: undefined,
      choices: { teamField },
      sources: undefined,
      now: 7,
    })
  const team = () => db.prepare(`select settings ->> 'teamField' from connections where id = 1`).pluck().get()

  await expect(choose('old')).rejects.toMatchObject({ code: 'settings.invalid' })
  await recordVerification(kysely, connectionId, verification('passed', ['old']))
  await choose('old')
  expect(team()).toBe('old')
  await recordVerification(kysely, connectionId, verification('passed', ['new']))
  await recordVerification(kysely, connectionId, verification('failed'))
  await choose('new')
  expect(team()).toBe('new')
  await recordVerification(kysely, connectionId, verification('passed', ['old'], 6))
  await expect(choose('old')).rejects.toMatchObject({ fields: [{ path: 'settings.teamField' }] })
  await choose('')
  expect(team()).toBe('')
})
