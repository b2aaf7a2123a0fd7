import { useCallback, useRef, useState } from 'react'
import type { RepositoryId } from '../../../../shared/model/ids.ts'
import type { Repository } from '../../../../shared/model/repository.ts'
import { QualityNote } from '../../components/quality-note.tsx'
import { deliveryDoubts } from '../quality/delivery-doubts.ts'
import { RuleDialog } from '../repository-rule/rule-dialog.tsx'
import { ActivitySection } from './activity-section.tsx'
import { countMeasured } from './count-measured.ts'
import { DeliveryCards } from './delivery-cards.tsx'
import type { ItemList } from './items/item-list.ts'
import { ItemsDrawer } from './items/items-drawer.tsx'
import classes from './overview.module.css'
import { RepositoriesPanel } from './repositories/repositories-panel.tsx'
import { useChartHeights } from './use-chart-heights.ts'
import type { ChosenFilter } from './use-metrics-filter.ts'
import { useRemedy } from './use-remedy.ts'

export interface OverviewBodyProps {
  readonly chosen: ChosenFilter
  /** The active ones. */
  readonly repositories: readonly Repository[]
  readonly syncing: boolean
}

/** The authors are counted here too. */
const doubts = [...deliveryDoubts, 'duplicatePeople'] as const

/** The numbers of the chosen period, the items behind them, and the rules they were made by. */
export function OverviewBody({ chosen, repositories, syncing }: OverviewBodyProps) {
  const { repositoryIds, timeZone, from, to, teamId = null } = chosen.filter
  const [list, setList] = useState<ItemList | null>(null)
  const [editing, setEditing] = useState<RepositoryId | null>(null)
  const edit = useCallback((repository: Repository) => setEditing(repository.id), [])
  const panel = useRef<HTMLElement>(null)
  const heights = useChartHeights()
  const shown = repositories.filter(({ id }) => repositoryIds?.includes(id) ?? true)
  const only = shown.length === 1 ? shown[0] : undefined
  const onRemedy = useRemedy(shown, timeZone, () => {
    if (only) setEditing(only.id)
    else panel.current?.focus()
  })
  const shared = { chosen, syncing, onOpen: setList, onRemedy }
  return (
    <div className={classes['body']}>
      <DeliveryCards {...shared} chartHeight={heights.card} />
      <QualityNote findings={doubts} filter={{ from, to, teamId }} />
      <ActivitySection {...shared} chartHeight={heights.activity} />
      <RepositoriesPanel
        ref={panel}
        repositories={shown}
        services={chosen.services}
        timeZone={timeZone}
        onEdit={edit}
      />
      <ItemsDrawer list={list} several={countMeasured(chosen, shown) > 1} onClose={() => setList(null)} />
      <RuleDialog
        repository={repositories.find(each => each.id === editing) ?? null}
        onClose={() => setEditing(null)}
      />
    </div>
  )
}
