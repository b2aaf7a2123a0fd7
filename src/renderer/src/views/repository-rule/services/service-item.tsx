import { Button, Group } from '@mantine/core'
import type { Repository } from '../../../../../shared/model/repository.ts'
import type { Service } from '../../../../../shared/model/service.ts'
import { ruleInForce, ruleText } from '../rule-text.ts'
import { stateText } from './service-text.ts'
import classes from './services.module.css'

export interface ServiceItemProps {
  readonly service: Service
  readonly repository: Repository
  readonly syncing: boolean
  readonly onEdit: () => void
  readonly onRemove: () => void
}

/** One service of a repository: what is its own, what counts as its deployment, and how much that is. */
export function ServiceItem({ service, repository, syncing, onEdit, onRemove }: ServiceItemProps) {
  const { name, paths, rule, inForce } = service
  return (
    <li className={classes['service']}>
      <div className={classes['what']}>
        <strong>{name}</strong>
        <p className={classes['paths']}>
          {paths.map(path => (
            <code key={path}>{path}</code>
          ))}
        </p>
        <p>
          {rule === null
            ? `${ruleInForce(repository)}, as the repository`
            : ruleText(inForce, repository.defaultBranch)}
        </p>
        <p className={classes['state']} role="status">
          {stateText(service, syncing)}
        </p>
      </div>
      <Group gap="xs" wrap="nowrap">
        <Button size="compact-sm" variant="default" aria-label={`Edit ${name}`} onClick={onEdit}>
          Edit
        </Button>
        <Button size="compact-sm" variant="subtle" aria-label={`Remove ${name}`} onClick={onRemove}>
          Remove
        </Button>
      </Group>
    </li>
  )
}
