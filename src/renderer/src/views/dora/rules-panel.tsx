import { Button, Group } from '@mantine/core'
import type { Ref } from 'react'
import type { Repository } from '../../../../shared/model/repository.ts'
import type { Service } from '../../../../shared/model/service.ts'
import { ruleOrServices, servicesOf } from '../repository-rule/services/service-text.ts'
import classes from './dora.module.css'

export interface RulesPanelProps {
  readonly repositories: readonly Repository[]
  readonly services: readonly Service[]
  readonly onDeployments: (repository: Repository) => void
  readonly onIncidents: (repository: Repository) => void
  readonly ref: Ref<HTMLTableElement>
}

/** The rules behind the numbers: what counts as a deployment, and what as an incident. */
export function RulesPanel({ repositories, services, onDeployments, onIncidents, ref }: RulesPanelProps) {
  return (
    <table ref={ref} className={classes['rules']} aria-label="Rules" tabIndex={-1}>
      <thead>
        <tr>
          <th scope="col">Repository</th>
          <th scope="col">What counts as a deployment</th>
          <th scope="col">Change</th>
        </tr>
      </thead>
      <tbody>
        {repositories.map(repository => (
          <tr key={repository.id}>
            <td>{repository.name}</td>
            <td>{ruleOrServices(repository, servicesOf(repository, services))}</td>
            <td>
              <Group gap="xs" justify="flex-end" wrap="nowrap">
                <Button
                  size="compact-sm"
                  variant="default"
                  aria-label={`Deployments of ${repository.name}`}
                  onClick={() => onDeployments(repository)}
                >
                  Deployments
                </Button>
                <Button
                  size="compact-sm"
                  variant="default"
                  aria-label={`Incidents of ${repository.name}`}
                  onClick={() => onIncidents(repository)}
                >
                  Incidents
                </Button>
              </Group>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
