import { Skeleton, Stack } from '@mantine/core'
import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { faultOf } from '../faults.ts'
import { FaultAlert } from './fault-alert.tsx'

export interface RequestStateProps<Data> {
  readonly request: Pick<UseQueryResult<Data, Error>, 'data' | 'error' | 'refetch' | 'isFetching'>
  /** What is being loaded, for screen readers: `connections`. */
  readonly noun: string
  /** Drawn while nothing has arrived; grey bars by default. */
  readonly loading?: ReactNode
  readonly children: (data: Data) => ReactNode
}

/** A request's states: loading, failed, answered, and answered earlier but failed since (the old answer stays, marked). */
export function RequestState<Data>({ request, noun, loading, children }: RequestStateProps<Data>) {
  const { data, error } = request
  const alert = error && (
    <FaultAlert fault={faultOf(error)} onRetry={() => void request.refetch()} retrying={request.isFetching} />
  )
  if (data === undefined) return alert ?? <Loading noun={noun}>{loading}</Loading>
  const disconnected = error !== null && faultOf(error).code === 'rpc.disconnected'
  if (!alert || disconnected) return children(data)
  return (
    <Stack gap="md">
      {alert}
      {children(data)}
    </Stack>
  )
}

function Loading({ noun, children }: { readonly noun: string; readonly children: ReactNode }) {
  return (
    <div role="status" aria-label={`Loading ${noun}`}>
      {children ?? (
        <Stack gap="sm">
          <Skeleton height={40} />
          <Skeleton height={40} />
          <Skeleton height={40} />
        </Stack>
      )}
    </div>
  )
}
