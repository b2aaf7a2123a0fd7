import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Fault } from '../../../shared/contract/faults.ts'
import { faultHint, faultTitle } from '../faults.ts'
import { faultDetails } from './fault-details.ts'
import { Notice } from './notice.tsx'

export interface FaultAlertProps {
  readonly fault: Fault
  readonly onRetry?: () => void
  readonly retrying?: boolean
  /** What else can be done about it, such as opening the connection. */
  readonly action?: ReactNode
  readonly live?: boolean
}

/** A fault: what happened, what the user can do, the facts, and the ways out. */
export function FaultAlert({ fault, onRetry, retrying = false, action, live = true }: FaultAlertProps) {
  const details = faultDetails(fault.details)
  const retry = onRetry && (
    <Button size="xs" variant="default" onClick={onRetry} loading={retrying}>
      Try again
    </Button>
  )
  return (
    <Notice
      tone={fault.code === 'remote.rate_limited' ? 'warning' : 'danger'}
      title={faultTitle(fault.code)}
      live={live}
      {...(details && { details })}
      {...((retry || action) && {
        actions: (
          <>
            {retry}
            {action}
          </>
        ),
      })}
    >
      {faultHint(fault)}
    </Notice>
  )
}
