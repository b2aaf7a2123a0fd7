import { Button } from '@mantine/core'
import { Link } from 'wouter'
import type { ConnectorSummary } from '../../../../shared/model/connection.ts'
import classes from './connection-list.module.css'

/** The kinds of systems that can be connected, as cards. */
export function ConnectorCards({ connectors }: { readonly connectors: readonly ConnectorSummary[] }) {
  return (
    <div className={classes['cards']}>
      {connectors.map(({ id, title, description }) => (
        <article key={id} className={classes['card']} aria-label={title}>
          <h3 className={classes['cardTitle']}>{title}</h3>
          <p className={classes['cardText']}>{description}</p>
          <div>
            <Button
              size="xs"
              variant="default"
              component={Link}
              href={`/connections/new/${id}`}
              aria-label={`Configure ${title}`}
            >
              Configure
            </Button>
          </div>
        </article>
      ))}
    </div>
  )
}
