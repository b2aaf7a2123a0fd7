import { notifications } from '@mantine/notifications'
import { useQueryClient } from '@tanstack/react-query'
import type { Fault } from '../../../../shared/contract/faults.ts'
import type { InputOf } from '../../../../shared/contract/methods.ts'
import type { DatabaseInfo, DatabaseTaskKind } from '../../../../shared/model/database.ts'
import { useConnectionState } from '../../api/client-context.tsx'
import { useCommand } from '../../api/use-command.ts'
import { useDatabase } from '../../api/use-database.ts'
import { useJobs } from '../../api/use-jobs.ts'
import { faultHint, faultOf } from '../../faults.ts'
import { careRefusal } from './care-refusal.ts'
import { taskTexts } from './task-texts.ts'

export interface Care<Kind extends DatabaseTaskKind> {
  /** Why it cannot begin at the moment; null when it can. */
  readonly refusal: string | null
  /** Whether it is being asked for. */
  readonly pending: boolean
  /** Begins it. A fault is told in a notification unless `onFault` draws it. */
  begin(
    input: InputOf<`database.${Kind}`>,
    options?: { readonly onBegun?: () => void; readonly onFault?: (fault: Fault) => void },
  ): void
}

/** One kind of work on the database. */
export function useCare<Kind extends DatabaseTaskKind>(kind: Kind): Care<Kind> {
  const queries = useQueryClient()
  const { info, task } = useDatabase()
  const { jobs = [] } = useJobs()
  const state = useConnectionState()
  const connected = state === 'live' || state === 'polling'
  const command = useCommand<`database.${Kind}`>(`database.${kind}`, { quiet: true })
  return {
    refusal: info ? careRefusal(kind, { info, task, jobs, connected }) : 'The database is being asked',
    pending: command.isPending,
    begin(input, { onBegun, onFault } = {}) {
      command.mutate(input, {
        onSuccess(begun: DatabaseInfo) {
          queries.setQueryData(['database.info', null], begun)
          onBegun?.()
        },
        onError(error) {
          const fault = faultOf(error)
          if (onFault) return onFault(fault)
          notifications.show({
            color: 'red',
            title: taskTexts[kind].failed,
            message: faultHint(fault),
            autoClose: 10_000,
          })
        },
      })
    },
  }
}
