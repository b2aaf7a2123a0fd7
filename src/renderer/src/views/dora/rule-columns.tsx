import { Button, Group } from '@mantine/core'
import type { Repository } from '../../../../shared/model/repository.ts'
import { type ItemColumn, itemColumns } from '../../components/item-table/columns.ts'
import type { ListedRepository } from '../overview/repositories/repository-columns.tsx'
import { ruleOrServices } from '../repository-rule/services/service-text.ts'

const column = itemColumns<ListedRepository>()

/** The columns of repositories by their rules: what counts as a deployment, and what opens the rules. */
export function ruleColumns(
  onDeployments: (repository: Repository) => void,
  onIncidents: (repository: Repository) => void,
): ItemColumn<ListedRepository>[] {
  return [
    column.display({
      id: 'name',
      header: 'Repository',
      meta: { width: '30%' },
      cell: ({ row: { original } }) => <strong title={original.path}>{original.name}</strong>,
    }),
    column.display({
      id: 'rule',
      header: 'What counts as a deployment',
      cell: ({ row: { original } }) => {
        const text = ruleOrServices(original, original.services)
        return <span title={text}>{text}</span>
      },
    }),
    column.display({
      id: 'change',
      header: 'Change',
      meta: { width: '14rem', align: 'right' },
      cell: ({ row: { original } }) => (
        <Group gap="xs" justify="flex-end" wrap="nowrap">
          <Button
            size="compact-xs"
            variant="default"
            aria-label={`Deployments of ${original.name}`}
            onClick={() => onDeployments(original)}
          >
            Deployments
          </Button>
          <Button
            size="compact-xs"
            variant="default"
            aria-label={`Incidents of ${original.name}`}
            onClick={() => onIncidents(original)}
          >
            Incidents
          </Button>
        </Group>
      ),
    }),
  ]
}
