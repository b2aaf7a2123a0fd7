import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { InputOf, MethodName, Methods, OutputOf } from '../../../shared/contract/methods.ts'
import { faultOf, faultTitle } from '../faults.ts'
import { useClient } from './client-context.tsx'
import type { QueryName } from './query-tables.ts'
import { refreshScreen } from './refresh-screen.ts'

export type CommandName = { [Name in MethodName]: Methods[Name]['kind'] extends 'command' ? Name : never }[MethodName]

export interface CommandOptions {
  /** The caller draws the fault itself. */
  readonly quiet?: boolean
  /** It is pending until the answers to this question that are on screen have been asked for again. */
  readonly until?: QueryName
}

/**
 * A command of the contract. A fault is shown as a notification unless the caller draws it. While pushes do not arrive, everything
 * on screen is asked for again once it is carried out.
 */
export function useCommand<Name extends CommandName>(method: Name, options: CommandOptions = {}) {
  const client = useClient()
  const queries = useQueryClient()
  return useMutation<OutputOf<Name>, Error, InputOf<Name>>({
    mutationFn: input => client.send(method, input),
    onSuccess: async () => {
      if (client.transport.state === 'polling') void refreshScreen(queries)
      if (options.until !== undefined) await queries.invalidateQueries({ queryKey: [options.until] })
    },
    onError: error => {
      if (options.quiet) return
      const fault = faultOf(error)
      notifications.show({ color: 'red', title: faultTitle(fault.code), message: fault.hint, autoClose: 10_000 })
    },
  })
}
