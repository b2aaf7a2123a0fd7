import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { InputOf, OutputOf } from '../../../shared/contract/methods.ts'
import { useClient } from './client-context.tsx'
import type { QueryName } from './query-tables.ts'

export interface RequestOptions {
  readonly enabled?: boolean
  /** Shows the previous input's answer until the new one is there (`isPlaceholderData` says so). */
  readonly keepPrevious?: boolean
  /** How long an unused answer is kept; the default is five minutes. */
  readonly gcTimeMs?: number
}

/** A query of the contract through the request cache: refetched when its tables change, cancelled when nobody wants it any more. */
export function useRequest<Name extends QueryName>(method: Name, input: InputOf<Name>, options: RequestOptions = {}) {
  const client = useClient()
  return useQuery<OutputOf<Name>, Error>({
    queryKey: [method, input ?? null],
    queryFn: ({ signal }) => client.send(method, input, { signal }),
    enabled: options.enabled ?? true,
    ...(options.keepPrevious && { placeholderData: keepPreviousData }),
    ...(options.gcTimeMs !== undefined && { gcTime: options.gcTimeMs }),
  })
}
