import { useCallback, useRef, useState } from 'react'
import type { RepositoryId } from '../../../../shared/model/ids.ts'
import type { Repository } from '../../../../shared/model/repository.ts'
import { Panel } from '../../components/panel.tsx'
import { QualityNote } from '../../components/quality-note.tsx'
import { IssueKeysPanel } from '../issue-keys/issue-keys-panel.tsx'
import { countMeasured } from '../overview/count-measured.ts'
import type { ItemList } from '../overview/items/item-list.ts'
import { ItemsDrawer } from '../overview/items/items-drawer.tsx'
import type { ChosenFilter } from '../overview/use-metrics-filter.ts'
import { useRemedy } from '../overview/use-remedy.ts'
import { deliveryDoubts } from '../quality/delivery-doubts.ts'
import { RuleDialog } from '../repository-rule/rule-dialog.tsx'
import classes from './dora.module.css'
import { DoraCards } from './dora-cards.tsx'
import { IncidentRulesDialog } from './incident-rules/incident-rules-dialog.tsx'
import { IncidentsPanel } from './incidents/incidents-panel.tsx'
import { RulesPanel } from './rules-panel.tsx'
import { TimelinePanel } from './timeline-panel.tsx'

export interface DoraBodyProps {
  readonly chosen: ChosenFilter
  /** The active ones that are chosen. */
  readonly repositories: readonly Repository[]
  readonly syncing: boolean
}

interface Editing {
  readonly what: 'deployments' | 'incidents'
  readonly repositoryId: RepositoryId
}

/** The metrics, the deployments and incidents behind them, and the rules they were made by. */
export function DoraBody({ chosen, repositories, syncing }: DoraBodyProps) {
  const { filter } = chosen
  const { from, to, teamId = null } = filter
  const [list, setList] = useState<ItemList | null>(null)
  const [editing, setEditing] = useState<Editing | null>(null)
  const rules = useRef<HTMLDivElement>(null)
  const editDeployments = useCallback(({ id }: Repository) => setEditing({ what: 'deployments', repositoryId: id }), [])
  const editIncidents = useCallback(({ id }: Repository) => setEditing({ what: 'incidents', repositoryId: id }), [])
  const only = repositories.length === 1 ? repositories[0] : undefined
  const editOr = (edit: (repository: Repository) => void) => () => (only ? edit(only) : rules.current?.focus())
  const onRemedy = useRemedy(repositories, filter.timeZone, editOr(editDeployments), editOr(editIncidents))
  const edited = (what: Editing['what']) =>
    editing?.what === what ? (repositories.find(({ id }) => id === editing.repositoryId) ?? null) : null
  const several = countMeasured(chosen, repositories) > 1
  return (
    <div className={classes['body']}>
      <DoraCards chosen={chosen} syncing={syncing} onOpen={setList} onRemedy={onRemedy} />
      <QualityNote findings={deliveryDoubts} filter={{ from, to, teamId }} />
      <TimelinePanel
        filter={filter}
        onOpen={({ id, name }) => setList({ kind: 'deployment', deploymentId: id, title: name, filter })}
      />
      <IncidentsPanel filter={filter} onOpen={setList} />
      <Panel title="Rules of the repositories">
        <RulesPanel
          ref={rules}
          repositories={repositories}
          services={chosen.services}
          onDeployments={editDeployments}
          onIncidents={editIncidents}
        />
      </Panel>
      <IssueKeysPanel connectionId={null} />
      <ItemsDrawer list={list} several={several} onClose={() => setList(null)} />
      <RuleDialog repository={edited('deployments')} onClose={() => setEditing(null)} />
      <IncidentRulesDialog repository={edited('incidents')} onClose={() => setEditing(null)} />
    </div>
  )
}
