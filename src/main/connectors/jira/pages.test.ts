import { expect, test } from 'vitest'
import { createOnce } from '../sdk/once.ts'
import { allValues } from './pages.ts'
import type { Remote } from './remote.ts'

/** A Jira that gives so many entries at a time, `total` of them in all; without one, for ever. */
const giving = (size: number, total = Number.POSITIVE_INFINITY): Remote => ({
  cloud: true,
  api: 'rest/api/3',
  fetches: 1,
  once: createOnce(),
  async ask(schema, { query = {} }) {
    const given = Math.min(size, total - Number(query['startAt']))
    return schema.parse({ values: Array.from({ length: given }, (_, index) => index), isLast: given < size })
  },
})

test('a list is read to its end, also when it comes at once', async () => {
  expect(await allValues(giving(50, 120), 'project')).toHaveLength(120)
  // More than a call takes arguments.
  await expect(allValues(giving(500_000, 400_000), 'project')).rejects.toMatchObject({ code: 'remote.rejected' })
})

test('a list without an end is given up', async () => {
  await expect(allValues(giving(1_000), 'project')).rejects.toMatchObject({
    code: 'remote.rejected',
    details: { path: 'project' },
  })
})
