import { Button } from '@mantine/core'
import type { Repository } from '../../../../../shared/model/repository.ts'
import type { Service } from '../../../../../shared/model/service.ts'
import { type ItemColumn, itemColumns } from '../../../components/item-table/columns.ts'
import { formatCount } from '../../../format/number.ts'
import { formatDate } from '../../../format/time.ts'
import { chosenBy, ruleText } from '../../repository-rule/rule-text.ts'
import { ruleOrServices } from '../../repository-rule/services/service-text.ts'
import classes from './repositories.module.css'

/** A repository with what is told apart in it. */
export interface ListedRepository extends Repository {
  readonly services: readonly Pick<Service, 'name'>[]
}

const column = itemColumns<ListedRepository>()

/** The columns of repositories: what they hold, and the rule by which their deployments are found. */
export function repositoryColumns(
  timeZone: string,
  onEdit: (repository: Repository) => void,
): ItemColumn<ListedRepository>[] {
  return [
    column.display({
      id: 'name',
      header: 'Repository',
      meta: { width: '22%' },
      cell: ({ row: { original } }) => (
        <span title={original.path}>
          <strong>{original.name}</strong>
          {original.shallow && (
            <span className={classes['shallow']}>
              {original.history === 'clone' ? 'shallow clone' : 'history cut off'}
            </span>
          )}
        </span>
      ),
    }),
    column.display({
      id: 'rule',
      header: 'What counts as a deployment',
      cell: ({ row: { original } }) => (
        <span className={classes['rule']} title={ruleText(original.rule, original.defaultBranch)}>
          <span className={classes['what']}>{ruleOrServices(original, original.services)}</span>
          {original.services.length === 0 && <span className={classes['chosen']}>, {chosenBy(original)}</span>}
        </span>
      ),
    }),
    column.display({
      id: 'deployments',
      header: 'Deployments',
      meta: { width: '7.5rem', align: 'right' },
      cell: ({ row }) => formatCount(row.original.deployments),
    }),
    column.display({
      id: 'commits',
      header: 'Commits',
      meta: { width: '6.5rem', align: 'right' },
      cell: ({ row }) => formatCount(row.original.commits),
    }),
    column.display({
      id: 'last',
      header: 'Last commit',
      meta: { width: '8rem', align: 'right' },
      cell: ({ row: { original } }) =>
        original.lastCommitAt === null ? '–' : formatDate(original.lastCommitAt, timeZone),
    }),
    column.display({
      id: 'edit',
      header: 'Rule',
      meta: { width: '7rem', align: 'right' },
      cell: ({ row: { original } }) => (
        <Button
          size="compact-xs"
          variant="default"
          aria-label={`Edit rule of ${original.name}`}
          onClick={event => {
            event.stopPropagation()
            onEdit(original)
          }}
        >
          Edit rule
        </Button>
      ),
    }),
  ]
}
