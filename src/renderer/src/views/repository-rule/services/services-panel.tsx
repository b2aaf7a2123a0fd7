import { Button, Stack } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import type { Repository } from '../../../../../shared/model/repository.ts'
import type { Service } from '../../../../../shared/model/service.ts'
import { useJobs } from '../../../api/use-jobs.ts'
import { useRequest } from '../../../api/use-request.ts'
import { Notice } from '../../../components/notice.tsx'
import { RequestState } from '../../../components/request-state.tsx'
import { RemoveService } from './remove-service.tsx'
import { ServiceForm } from './service-form.tsx'
import { ServiceItem } from './service-item.tsx'
import classes from './services.module.css'

/** The services of a repository: added, edited, removed. */
export function ServicesPanel({ repository }: { readonly repository: Repository }) {
  const request = useRequest('services.list', { repositoryId: repository.id })
  const [edited, setEdited] = useState<Service | 'new' | null>(null)
  return (
    <RequestState request={request} noun="services">
      {services =>
        edited === null ? (
          <ServicesList repository={repository} services={services} onEdit={setEdited} />
        ) : (
          <ServiceForm
            repository={repository}
            service={edited === 'new' ? null : edited}
            others={services.filter(each => edited === 'new' || each.id !== edited.id)}
            onDone={() => setEdited(null)}
          />
        )
      }
    </RequestState>
  )
}

interface ServicesListProps {
  readonly repository: Repository
  readonly services: readonly Service[]
  readonly onEdit: (service: Service | 'new') => void
}

function ServicesList({ repository, services, onEdit }: ServicesListProps) {
  const [removed, setRemoved] = useState<Service | null>(null)
  const job = useJobs().jobs?.find(({ connectionId }) => connectionId === repository.connectionId)
  const syncing = job !== undefined && (job.state === 'RUNNING' || job.queuePosition !== null)
  return (
    <Stack gap="md">
      <p className={classes['about']}>
        Parts of a repository that are deployed by themselves, such as those of a monorepo. A change belongs to each
        service whose paths it touches. A repository with services is measured by them alone.
      </p>
      {repository.history !== 'clone' && (
        <Notice tone="warning" title="Paths need the commit history" live={false}>
          Without a copy of it, nobody can tell what a change touches: services are told apart by their deployments, and
          every change counts for each of them. Choose to clone the repositories in the settings of{' '}
          {repository.connectionName}.
        </Notice>
      )}
      {services.length > 0 && (
        <ul className={classes['list']} aria-label="Services">
          {services.map(service => (
            <ServiceItem
              key={service.id}
              {...{ service, repository, syncing }}
              onEdit={() => onEdit(service)}
              onRemove={() => setRemoved(service)}
            />
          ))}
        </ul>
      )}
      <div>
        <Button
          size="xs"
          variant={services.length === 0 ? 'filled' : 'default'}
          leftSection={<IconPlus size={15} aria-hidden />}
          onClick={() => onEdit('new')}
        >
          Add a service
        </Button>
      </div>
      <RemoveService service={removed} isLast={services.length === 1} onClose={() => setRemoved(null)} />
    </Stack>
  )
}
