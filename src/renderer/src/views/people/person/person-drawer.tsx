import { Drawer } from '@mantine/core'
import type { PersonId } from '../../../../../shared/model/ids.ts'
import type { Team } from '../../../../../shared/model/teams.ts'
import { useRequest } from '../../../api/use-request.ts'
import { RequestState } from '../../../components/request-state.tsx'
import { PersonFacts } from './person-facts.tsx'

export interface PersonDrawerProps {
  /** Who is open; null while nobody is. */
  readonly personId: PersonId | null
  readonly teams: readonly Team[]
  readonly onClose: () => void
  readonly onOpen: (personId: PersonId) => void
}

/** One person beside the list: what is known, what can be set, what they are made of. */
export function PersonDrawer({ personId, teams, onClose, onOpen }: PersonDrawerProps) {
  return (
    <Drawer
      opened={personId !== null}
      onClose={onClose}
      size="min(40rem, 94vw)"
      title="Person"
      closeButtonProps={{ 'aria-label': 'Close the person' }}
    >
      {personId !== null && <Opened key={personId} {...{ personId, teams, onClose, onOpen }} />}
    </Drawer>
  )
}

function Opened({ personId, ...rest }: PersonDrawerProps & { readonly personId: PersonId }) {
  const request = useRequest('people.get', { personId })
  return (
    <RequestState request={request} noun="the person">
      {person => <PersonFacts person={person} {...rest} />}
    </RequestState>
  )
}
