import type { Repository } from '../../../../shared/model/repository.ts'
import { formatNoun } from '../../format/number.ts'
import { FigureButton } from '../overview/cards/figure-button.tsx'
import { placeOf } from '../repository-rule/services/service-text.ts'
import type { PullContext } from './pull-context.ts'
import classes from './pull-requests.module.css'

export interface ServiceNoteProps {
  /** How many pull requests nobody can tell to a service. */
  readonly untold: number
  readonly context: Pick<PullContext, 'chosen' | 'onOpen'>
  readonly repositories: readonly Pick<Repository, 'id' | 'name'>[]
}

/** What cannot be told of the chosen services, and how they are counted then; nothing where all is known, or none is chosen. */
export function ServiceNote({ untold, context, repositories }: ServiceNoteProps) {
  const { filter, services } = context.chosen
  const { from, to, serviceIds } = filter
  if (!serviceIds) return null
  const chosen = services.filter(({ id }) => serviceIds.includes(id))
  const nameOf = new Map(repositories.map(({ id, name }) => [id, name]))
  const ofState = (state: 'waiting' | 'without_git') => chosen.filter(service => service.state === state)
  const waiting = ofState('waiting').map(({ name, repositoryId }) =>
    placeOf({ repositoryName: nameOf.get(repositoryId) ?? '', serviceName: name }),
  )
  const withoutGit = [...new Set(ofState('without_git').map(({ repositoryId }) => nameOf.get(repositoryId) ?? ''))]
  if (untold === 0 && waiting.length === 0 && withoutGit.length === 0) return null
  return (
    <div className={classes['note']} role="note">
      {withoutGit.length > 0 && (
        <p>
          Without a copy of the history of {withoutGit.join(', ')} nobody can tell what a change touches: every pull
          request counts for each of its services.
        </p>
      )}
      {waiting.length > 0 && (
        <p>
          The commits of {waiting.join(', ')} are still being looked for: until they are found, their pull requests are
          missing.
        </p>
      )}
      {untold > 0 && (
        <p>
          Left out:{' '}
          <FigureButton
            onOpen={() =>
              context.onOpen({
                title: 'Pull requests of no known service',
                what: { kind: 'untold', from, to },
                sort: 'opened',
                note: 'Merged in the period or open now. Git does not know their commits here, such as those of a fork, or is still looking for those of a service.',
              })
            }
          >
            {formatNoun(untold, 'pull request')}
          </FigureButton>{' '}
          of which nobody can tell the service.
        </p>
      )}
    </div>
  )
}
