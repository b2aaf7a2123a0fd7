import { Anchor, Stack } from '@mantine/core'
import { Link, useLocation } from 'wouter'
import type { ConnectionDetail } from '../../../../shared/model/connection.ts'
import { ConnectionId } from '../../../../shared/model/ids.ts'
import { useRequest } from '../../api/use-request.ts'
import { EmptyNote } from '../../components/empty-note.tsx'
import { Facts } from '../../components/facts.tsx'
import { FaultAlert } from '../../components/fault-alert.tsx'
import { Page } from '../../components/page.tsx'
import { Panel } from '../../components/panel.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { RequestState } from '../../components/request-state.tsx'
import { StateBadge } from '../../components/state-badge.tsx'
import { formatCount } from '../../format/number.ts'
import { IssueKeysPanel } from '../issue-keys/issue-keys-panel.tsx'
import { BudgetsFact } from './budgets-fact.tsx'
import { ConnectionActions } from './connection-actions.tsx'
import { ConnectionDrawer } from './connection-drawer.tsx'
import { connectionStateText } from './connection-texts.ts'
import { ScheduleFact } from './schedule-fact.tsx'
import { signInAgain } from './sign-in-again.tsx'
import { SourceTable } from './source-table.tsx'

export interface ConnectionViewProps {
  readonly id: number
  readonly editing: boolean
}

/** One connection: its state, its data sources and what was read from them. */
export function ConnectionView({ id, editing }: ConnectionViewProps) {
  const parsed = ConnectionId.safeParse(id)
  if (!parsed.success) return <NoConnection />
  return <Known connectionId={parsed.data} editing={editing} />
}

function Known({ connectionId, editing }: { readonly connectionId: ConnectionId; readonly editing: boolean }) {
  const [, navigate] = useLocation()
  const request = useRequest('connections.get', { connectionId })
  const connectors = useRequest('connectors.list', undefined)
  const connector = connectors.data?.find(({ id }) => id === request.data?.connectorId)
  const connection = request.data
  return (
    <Page
      title={connection?.name ?? 'Connection'}
      description={
        <>
          <Anchor component={Link} href="/connections" size="sm">
            Connections
          </Anchor>
          {connector && ` · ${connector.title}`}
        </>
      }
      actions={connection && <ConnectionActions connection={connection} onRemoved={() => navigate('/connections')} />}
    >
      <RequestState request={request} noun="the connection">
        {detail => <Detail connection={detail} sourcesTitle={capital(connector?.sourceNoun.many ?? 'data sources')} />}
      </RequestState>
      <ConnectionDrawer
        connector={(editing && connection && connector) || null}
        existing={connection ?? null}
        onClose={() => navigate(`/connections/${connectionId}`)}
      />
    </Page>
  )
}

interface DetailProps {
  readonly connection: ConnectionDetail
  readonly sourcesTitle: string
}

function Detail({ connection, sourcesTitle }: DetailProps) {
  const repositories = useRequest('repositories.list', undefined)
  const issueCounts = useRequest('connections.issueCounts', { connectionId: connection.id })
  const state = connectionStateText(connection)
  const { lastSyncAt, lastVerificationAt, lastSyncError, lastVerificationError } = connection
  return (
    <Stack gap="md">
      {[lastSyncError, lastVerificationError].map(
        (fault, index) =>
          fault && (
            <FaultAlert
              key={index === 0 ? 'sync' : 'verification'}
              fault={fault}
              live={false}
              action={signInAgain(fault, connection.id)}
            />
          ),
      )}
      <Panel>
        <Facts
          facts={[
            [
              'State',
              <StateBadge key="state" tone={state.tone}>
                {state.label}
              </StateBadge>,
            ],
            [sourcesTitle, `${formatCount(connection.activeSources)} of ${formatCount(connection.sources)} active`],
            ['Last sync', lastSyncAt === null ? 'Not yet' : <RelativeTime key="sync" at={lastSyncAt} />],
            [
              'Last verification',
              lastVerificationAt === null ? 'Not yet' : <RelativeTime key="verification" at={lastVerificationAt} />,
            ],
            ['Starts', <ScheduleFact key="schedule" connection={connection} />],
            [
              'Limits',
              connection.knownBudgets === null ? null : <BudgetsFact key="limits" known={connection.knownBudgets} />,
            ],
          ]}
        />
      </Panel>
      <Panel title={sourcesTitle}>
        <RequestState request={repositories} noun={sourcesTitle}>
          {list =>
            connection.dataSources.length === 0 ? (
              <EmptyNote title="Nothing chosen yet">Edit the connection to choose what to sync.</EmptyNote>
            ) : (
              <SourceTable
                sources={connection.dataSources}
                repositories={list}
                issueCounts={issueCounts.data ?? []}
                name={sourcesTitle}
              />
            )
          }
        </RequestState>
      </Panel>
      <IssueKeysPanel connectionId={connection.id} />
    </Stack>
  )
}

function NoConnection() {
  return (
    <Page title="Connection not found">
      <EmptyNote
        title="There is no such connection"
        action={
          <Anchor component={Link} href="/connections">
            Show all connections
          </Anchor>
        }
      />
    </Page>
  )
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
