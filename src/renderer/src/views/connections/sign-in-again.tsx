import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import type { Fault } from '../../../../shared/contract/faults.ts'
import type { ConnectionId } from '../../../../shared/model/ids.ts'

/** The way out of a sign-in that has ended; null for other faults. */
export const signInAgain = ({ code }: Fault, connectionId: ConnectionId): ReactNode =>
  code === 'auth.signed_out' ? (
    <Button component={Link} href={`/connections/${connectionId}/edit`} size="xs" variant="default">
      Sign in again
    </Button>
  ) : null
