import { useMemo } from 'react'
import type { PullRequestId } from '../../../../../shared/model/ids.ts'
import classes from '../../overview/items/items.module.css'
import { ItemsPanel } from '../../overview/items/items-panel.tsx'
import { spanText } from '../../overview/period-text.ts'
import type { PullListing } from '../pull-context.ts'
import { pullColumns } from './pull-columns.tsx'
import { usePullPages } from './use-pull-pages.ts'

export interface PullListProps {
  readonly listing: PullListing
  readonly onPull: (id: PullRequestId) => void
}

/** A list of pull requests of any length; each opens. */
export function PullList({ listing, onPull }: PullListProps) {
  const { title, filter, what, note } = listing
  const { sorting, ...pages } = usePullPages(listing)
  const columns = useMemo(() => pullColumns(what, filter.timeZone), [what, filter.timeZone])
  return (
    <div className={classes['view']}>
      {what.kind !== 'open' && <p className={classes['span']}>{spanText({ ...what, timeZone: filter.timeZone })}</p>}
      <ItemsPanel
        name={title}
        columns={columns}
        sorting={sorting}
        noun={{ one: 'pull request', many: 'pull requests' }}
        pages={pages}
        note={note && <p className={classes['span']}>{note}</p>}
        onOpen={item => onPull(item.id)}
        copies={item => item.url ?? `#${item.number}`}
        copied="the link"
      />
    </div>
  )
}
