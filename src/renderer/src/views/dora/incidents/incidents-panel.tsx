import { Button, Group } from '@mantine/core'
import type { MetricsFilter } from '../../../../../shared/model/metrics.ts'
import { useRequest } from '../../../api/use-request.ts'
import { Panel } from '../../../components/panel.tsx'
import { RequestState } from '../../../components/request-state.tsx'
import { formatNoun } from '../../../format/number.ts'
import type { ItemList } from '../../overview/items/item-list.ts'
import classes from '../dora.module.css'

export interface IncidentsPanelProps {
  readonly filter: MetricsFilter
  readonly onOpen: (list: ItemList) => void
}

const none = { offset: 0, limit: 1 }

/** How many incidents began in the period, and the lists to link them from. */
export function IncidentsPanel({ filter, onOpen }: IncidentsPanelProps) {
  const all = useRequest('incidents.list', { filter, page: none }, { keepPrevious: true })
  const unlinked = useRequest(
    'incidents.list',
    { filter, only: 'without_deployment', page: none },
    { keepPrevious: true },
  )
  const open = useRequest('incidents.list', { filter, only: 'open', page: none }, { keepPrevious: true })
  return (
    <Panel title="Incidents">
      <RequestState request={all} noun="incidents">
        {({ total }) =>
          total === 0 ? (
            <p className={classes['dimmed']}>
              No incident began in this period, by what the repositories’ rules count as one.
            </p>
          ) : (
            <Group gap="sm">
              <Button
                variant="default"
                size="compact-md"
                onClick={() => onOpen({ kind: 'incidents', title: 'Incidents', filter })}
              >
                {formatNoun(total, 'incident')}
              </Button>
              <Button
                variant="default"
                size="compact-md"
                disabled={!unlinked.data?.total}
                onClick={() =>
                  onOpen({
                    kind: 'incidents',
                    only: 'without_deployment',
                    title: 'Incidents without a deployment',
                    filter,
                  })
                }
              >
                {unlinked.data?.total ?? '–'} without a deployment
              </Button>
              <Button
                variant="default"
                size="compact-md"
                disabled={!open.data?.total}
                onClick={() => onOpen({ kind: 'incidents', only: 'open', title: 'Open incidents', filter })}
              >
                {open.data?.total ?? '–'} open
              </Button>
            </Group>
          )
        }
      </RequestState>
    </Panel>
  )
}
