import { z } from 'zod'
import type { Removed } from '../../../shared/model/entities.ts'
import { statusOf } from '../sdk/answer.ts'
import { isRefusal } from './lists.ts'
import { allValues } from './pages.ts'
import type { RawBoard } from './records.ts'
import type { Remote } from './remote.ts'

/** A board's sprints. Kanban boards have none; a team-managed one may have none, and says so with 400. */
export function sprintsOf(remote: Remote, { id, type }: RawBoard): Promise<readonly unknown[]> {
  if (type === 'kanban') return Promise.resolve([])
  return remote.once(`sprints of ${id}`, async () => {
    try {
      return await allValues(remote, `rest/agile/1.0/board/${id}/sprint`)
    } catch (error) {
      if (isRefusal(error)) return []
      throw error
    }
  })
}

/** More are looked into by the next sync that finds the list changed. */
const askedAtMost = 50

/** Those of the sprints that are no more: one that left a board may be on another. */
export async function goneSprints(remote: Remote, ids: readonly string[]): Promise<readonly Removed[]> {
  const asked = await Promise.all(
    ids.slice(0, askedAtMost).map(async id => {
      try {
        await remote.ask(z.unknown(), { path: `rest/agile/1.0/sprint/${id}` })
        return []
      } catch (error) {
        if (statusOf(error) === 404) return [{ kind: 'sprint' as const, key: id }]
        if (isRefusal(error)) return []
        throw error
      }
    }),
  )
  return asked.flat()
}
