import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { useJobs } from '../api/use-jobs.ts'
import { useRequest } from '../api/use-request.ts'
import { EmptyNote } from './empty-note.tsx'
import { RequestState } from './request-state.tsx'

interface Words {
  readonly title: string
  readonly text: string
}

export interface BeforeDataProps {
  readonly icon: ReactNode
  /** The connector the page's data comes from. */
  readonly connectorId: string
  readonly unconnected: Words & { readonly action: string }
  readonly syncing: Words
  /** Connected, and nothing came: what to do with the connection of this name. */
  readonly nothing: (connection: string) => Words
}

/** In place of a page whose data has not come yet: leads to its first connection, or to the sync that fills it. */
export function BeforeData({ icon, connectorId, unconnected, syncing, nothing }: BeforeDataProps) {
  const connections = useRequest('connections.list', undefined)
  const isSyncing = useJobs().jobs?.some(job => job.state === 'RUNNING') ?? false
  const note = ({ title, text }: Words, to: string, action: string) => (
    <EmptyNote
      icon={icon}
      title={title}
      action={
        <Button component={Link} href={to}>
          {action}
        </Button>
      }
    >
      {text}
    </EmptyNote>
  )
  return (
    <RequestState request={connections} noun="connections">
      {all => {
        const source = all.find(connection => connection.connectorId === connectorId)
        if (!source) return note(unconnected, `/connections/new/${connectorId}`, unconnected.action)
        return isSyncing ? note(syncing, '/jobs', 'Watch it') : note(nothing(source.name), '/jobs', 'Go to the jobs')
      }}
    </RequestState>
  )
}
