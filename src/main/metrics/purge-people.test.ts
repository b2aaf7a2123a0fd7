import { expect, onTestFinished, test } from 'vitest'
import { connectDatabase } from '../store/connect.ts'
import { purgePeople } from './purge-people.ts'
import { at, createTestWorkspace } from './testing/workspace.ts'

// Nobody refers to anyone at the first look; then another connection commits something of Ann's (person 1), before anyone is deleted.
test('someone who is referred to after the look is kept', async () => {
  const w = await createTestWorkspace()
  const repository = w.repository('service')
  const purging = connectDatabase(w.path)
  onTestFinished(() => void purging.close())
  const prepare = purging.prepare.bind(purging)
  let written = false
  purging.prepare = ((sql: string) => {
    if (sql.startsWith('delete from people') && !written) {
      written = true
      w.commit(repository, { authoredAt: at(0) })
    }
    return prepare(sql)
  }) as typeof purging.prepare
  expect(await purgePeople(purging)).toBe(true)
  expect(w.db.prepare('select id from people').pluck().all()).toEqual([1])
})
