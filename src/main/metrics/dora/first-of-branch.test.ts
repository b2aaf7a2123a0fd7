import { expect, test } from 'vitest'
import { at, createTestWorkspace } from '../testing/workspace.ts'
import { firstOfBranch } from './first-of-branch.ts'

test('work on a merged branch began with its first commit that is not its base’s; what is gone from the history is not looked at', async () => {
  const w = await createTestWorkspace()
  const r = w.repository('shop')
  const base = w.commit(r, { authoredAt: at(0) })
  const first = w.commit(r, { authoredAt: at(2), parents: [base] })
  const second = w.commit(r, { authoredAt: at(3), parents: [first] })
  const merge = w.commit(r, { authoredAt: at(4), parents: [base, second] })
  expect(firstOfBranch(w.db)(merge)).toBe(at(2))
  expect(firstOfBranch(w.db)(second)).toBeNull()
  w.run('update commits set active = 0 where id = ?', first)
  expect(firstOfBranch(w.db)(merge)).toBe(at(3))
})
