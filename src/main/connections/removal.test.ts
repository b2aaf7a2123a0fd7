import { randomBytes } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { ConnectionId } from '../../shared/model/ids.ts'
import { openStore } from '../store/open.ts'
import { keepingLogger, pathsIn, temporaryFolder } from '../store/test-support.ts'
import { markRemoved } from './connection-changes.ts'
import { storeSecrets } from './credentials.ts'

test('neither a removed nor a replaced secret stays in the database file, however long it is', async () => {
  const folder = temporaryFolder()
  const open = () => openStore({ paths: pathsIn(folder), clock: { now: () => 1 }, logger: keepingLogger().logger })
  const connectionId = ConnectionId.parse(1)
  const secrets = [40, 9_000, 40, 9_000].map(length => randomBytes(length))
  const kept = () => {
    const bytes = Buffer.concat(
      readdirSync(folder)
        .filter(name => name.startsWith('weir.db'))
        .map(name => readFileSync(join(folder, name))),
    )
    return secrets.map(secret => [secret.subarray(0, 20), secret.subarray(-20)].some(part => bytes.includes(part)))
  }
  const store = async (short: number, long: number) => {
    const { db, close } = await open()
    await sql`insert or ignore into connections (id, connector_id, name, settings, created_at, updated_at)
      values (1, 'git', 'Git', '{}', 1, 1)`.execute(db)
    const sealed = [short, long].map(index => ({ keyId: 'key', sealed: secrets[index] ?? Buffer.of() }))
    await storeSecrets(db, connectionId, new Map(sealed.map((secret, index) => [`secret ${index}`, secret])))
    await close()
  }
  await store(0, 1)
  expect(kept()).toEqual([true, true, false, false])
  await store(2, 3)
  expect(kept()).toEqual([false, false, true, true])
  const { db, close } = await open()
  await markRemoved(db, connectionId, 2)
  await close()
  expect(kept()).toEqual([false, false, false, false])
})
