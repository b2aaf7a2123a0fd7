import { type Ref, useMemo } from 'react'
import type { Repository } from '../../../../../shared/model/repository.ts'
import type { Service } from '../../../../../shared/model/service.ts'
import { ItemTable } from '../../../components/item-table/item-table.tsx'
import { allRows } from '../../../components/item-table/row-source.ts'
import { servicesOf } from '../../repository-rule/services/service-text.ts'
import classes from './repositories.module.css'
import { repositoryColumns } from './repository-columns.tsx'

export interface RepositoriesPanelProps {
  readonly repositories: readonly Repository[]
  readonly services: readonly Service[]
  readonly timeZone: string
  readonly onEdit: (repository: Repository) => void
  readonly ref: Ref<HTMLElement>
}

/** The repositories behind the numbers, each with the rule in force for its deployments. */
export function RepositoriesPanel({ repositories, services, timeZone, onEdit, ref }: RepositoriesPanelProps) {
  const columns = useMemo(() => repositoryColumns(timeZone, onEdit), [timeZone, onEdit])
  const rows = useMemo(
    () => repositories.map(repository => ({ ...repository, services: servicesOf(repository, services) })),
    [repositories, services],
  )
  return (
    <section ref={ref} className={classes['panel']} aria-label="Repositories" tabIndex={-1}>
      <h2>Repositories</h2>
      <ItemTable name="Repositories" source={allRows(rows)} columns={columns} onOpen={onEdit} maxHeight="24rem" />
    </section>
  )
}
