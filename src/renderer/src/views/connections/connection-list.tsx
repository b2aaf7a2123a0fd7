import { Link } from 'wouter'
import type { ConnectionSummary, ConnectorSummary } from '../../../../shared/model/connection.ts'
import { FaultAlert } from '../../components/fault-alert.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { StateBadge } from '../../components/state-badge.tsx'
import { formatCount, formatNoun } from '../../format/number.ts'
import { ConnectionActions } from './connection-actions.tsx'
import classes from './connection-list.module.css'
import { connectionStateText } from './connection-texts.ts'
import { signInAgain } from './sign-in-again.tsx'

export interface ConnectionListProps {
  readonly connections: readonly ConnectionSummary[]
  readonly connectors: readonly ConnectorSummary[]
}

/** The configured connections with their state and what can be done. */
export function ConnectionList({ connections, connectors }: ConnectionListProps) {
  const byId = new Map(connectors.map(connector => [connector.id, connector]))
  return (
    <ul className={classes['list']} aria-label="Connections">
      {connections.map(connection => (
        <Item key={connection.id} connection={connection} connector={byId.get(connection.connectorId)} />
      ))}
    </ul>
  )
}

interface ItemProps {
  readonly connection: ConnectionSummary
  readonly connector: ConnectorSummary | undefined
}

function Item({ connection, connector }: ItemProps) {
  const { id, name, sources, activeSources, lastSyncAt } = connection
  const state = connectionStateText(connection)
  const noun = connector?.sourceNoun ?? { one: 'data source', many: 'data sources' }
  const fault = connection.lastSyncError ?? connection.lastVerificationError
  return (
    <li className={classes['item']} aria-label={name}>
      <div className={classes['head']}>
        <Link className={classes['name']} href={`/connections/${id}`}>
          {name}
        </Link>
        <StateBadge tone={state.tone}>{state.label}</StateBadge>
        <div className={classes['actions']}>
          <ConnectionActions connection={connection} />
        </div>
      </div>
      <p className={classes['facts']}>
        {connector?.title ?? connection.connectorId} ·{' '}
        {activeSources === sources
          ? formatNoun(sources, noun.one, noun.many)
          : `${formatCount(activeSources)} of ${formatNoun(sources, noun.one, noun.many)} active`}{' '}
        · {lastSyncAt === null ? 'not synced yet' : <>last sync {<RelativeTime at={lastSyncAt} />}</>}
      </p>
      {fault && (
        <div className={classes['fault']}>
          <FaultAlert fault={fault} live={false} action={signInAgain(fault, id)} />
        </div>
      )}
    </li>
  )
}
