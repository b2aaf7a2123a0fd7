import { type Ref, useMemo } from 'react'
import type { Repository } from '../../../../shared/model/repository.ts'
import type { Service } from '../../../../shared/model/service.ts'
import { ItemTable } from '../../components/item-table/item-table.tsx'
import { allRows } from '../../components/item-table/row-source.ts'
import { servicesOf } from '../repository-rule/services/service-text.ts'
import { ruleColumns } from './rule-columns.tsx'

export interface RulesPanelProps {
  readonly repositories: readonly Repository[]
  readonly services: readonly Service[]
  readonly onDeployments: (repository: Repository) => void
  readonly onIncidents: (repository: Repository) => void
  readonly ref: Ref<HTMLDivElement>
}

/** The rules behind the numbers: what counts as a deployment, and what as an incident. */
export function RulesPanel({ repositories, services, onDeployments, onIncidents, ref }: RulesPanelProps) {
  const columns = useMemo(() => ruleColumns(onDeployments, onIncidents), [onDeployments, onIncidents])
  const rows = useMemo(
    () => repositories.map(repository => ({ ...repository, services: servicesOf(repository, services) })),
    [repositories, services],
  )
  return (
    <div ref={ref} tabIndex={-1}>
      <ItemTable name="Rules" source={allRows(rows)} columns={columns} onOpen={onDeployments} maxHeight="24rem" />
    </div>
  )
}
