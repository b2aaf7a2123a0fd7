import type { PersonId } from '../../../../shared/model/ids.ts'
import type { PersonPair } from '../../../../shared/model/people.ts'
import { useCommand } from '../../api/use-command.ts'
import { offerUndo } from '../../components/offer-undo.tsx'

/** What can be done with people, each with its way back. */
export interface PeopleActions {
  merge(pairs: PersonPair[], told: string, onDone?: () => void): void
  split(group: number[], told: string, onDone?: () => void): void
  reject(pairs: PersonPair[], told: string): void
  /** `undo` is how they were before. */
  set(change: PeopleChange, undo: readonly PeopleChange[], told: string): void
  readonly busy: boolean
}

export interface PeopleChange {
  readonly personIds: PersonId[]
  readonly name?: string | null
  readonly bot?: boolean | null
  readonly active?: boolean
}

/** The commands on people; what was done is told with an “Undo”. */
export function usePeopleActions(): PeopleActions {
  const merge = useCommand('people.merge')
  const split = useCommand('people.split')
  const reject = useCommand('people.reject')
  const unreject = useCommand('people.unreject')
  const set = useCommand('people.set')
  return {
    busy: [merge, split, reject, set].some(command => command.isPending),
    merge: (pairs, told, onDone) =>
      merge.mutate(
        { pairs },
        {
          onSuccess({ groups }) {
            onDone?.()
            if (groups.length > 0) offerUndo(told, () => split.mutate({ groups }))
          },
        },
      ),
    split: (group, told, onDone) =>
      split.mutate(
        { groups: [group as never] },
        {
          onSuccess({ pairs }) {
            onDone?.()
            if (pairs.length > 0) offerUndo(told, () => merge.mutate({ pairs }))
          },
        },
      ),
    reject: (pairs, told) =>
      reject.mutate({ pairs }, { onSuccess: () => offerUndo(told, () => unreject.mutate({ pairs })) }),
    set: (change, undo, told) =>
      set.mutate(change, {
        onSuccess: () =>
          offerUndo(told, () => {
            for (const each of undo) if (each.personIds.length > 0) set.mutate(each)
          }),
      }),
  }
}
