import { expect, test } from 'vitest'
import { deriveRepository } from './derive-repository.ts'
import { purgeStep } from './purge.ts'
import { at, createTestWorkspace } from './testing/workspace.ts'

const match = (pattern: string, names: readonly string[]) => names.map(name => new RegExp(pattern, 'u').test(name))

// The third tag gets the id of the one that is deleted: by its id it would be no new one.
test('once anything is deleted, no repository is taken for one that has only grown', async () => {
  const w = await createTestWorkspace()
  const kept = w.repository('kept')
  const gone = w.repository('gone', 2)
  const first = w.commit(kept, { authoredAt: at(0) })
  const second = w.commit(kept, { authoredAt: at(2), parents: [first] })
  w.tag(kept, 'v1.0', first, at(1))
  w.tag(kept, 'v1.1', second, at(3))
  w.tag(gone, 'v1.0', w.commit(gone, { authoredAt: at(0) }), at(1))
  await deriveRepository(w.db, kept, match)
  w.run('update connections set removed_at = 1 where id = 2')
  while ((await purgeStep(w.db)).more);
  w.tag(kept, 'v1.2', w.commit(kept, { authoredAt: at(4), parents: [second] }), at(5))
  w.run('update repositories set changed_seq = changed_seq + 1, appended_seq = appended_seq + 1')
  await deriveRepository(w.db, kept, match)
  const names = w.db.prepare('select name from deployments order by finished_at').pluck()
  expect(names.all()).toEqual(['v1.0', 'v1.1', 'v1.2'])
})
