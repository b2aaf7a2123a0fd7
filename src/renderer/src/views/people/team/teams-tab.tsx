import { Button, Stack } from '@mantine/core'
import { IconPlus, IconUsersGroup } from '@tabler/icons-react'
import { useState } from 'react'
import type { Team, TeamDraft } from '../../../../../shared/model/teams.ts'
import { useCommand } from '../../../api/use-command.ts'
import { useRequest } from '../../../api/use-request.ts'
import { ConfirmDialog } from '../../../components/confirm-dialog.tsx'
import { EmptyNote } from '../../../components/empty-note.tsx'
import { RequestState } from '../../../components/request-state.tsx'
import { formatNoun } from '../../../format/number.ts'
import shared from '../people.module.css'
import classes from './team.module.css'
import { TeamCard } from './team-card.tsx'
import { TeamEditor } from './team-editor.tsx'

const blank: TeamDraft = { id: null, name: '', color: 'blue', personIds: [], projectIds: [], repositoryIds: [] }

/** The teams, and their making. */
export function TeamsTab() {
  const request = useRequest('teams.list', undefined)
  const [edited, setEdited] = useState<TeamDraft | null>(null)
  const [removing, setRemoving] = useState<Team | null>(null)
  const add = (
    <Button size="xs" leftSection={<IconPlus size={15} aria-hidden />} onClick={() => setEdited(blank)}>
      New team
    </Button>
  )
  return (
    <RequestState request={request} noun="teams">
      {teams => (
        <Stack gap="sm">
          {teams.length === 0 ? (
            <EmptyNote icon={<IconUsersGroup size={28} aria-hidden />} title="No teams yet" action={add}>
              A team is a group of people, projects and repositories. Choose one on the Overview or in the flow metrics
              to see its work alone.
            </EmptyNote>
          ) : (
            <>
              <div className={shared['bar']}>
                <p className={shared['count']} role="status">
                  {formatNoun(teams.length, 'team')}
                </p>
                {add}
              </div>
              <ul className={classes['teams']} aria-label="Teams">
                {teams.map(team => (
                  <TeamCard
                    key={team.id}
                    team={team}
                    onEdit={() => setEdited(team)}
                    onRemove={() => setRemoving(team)}
                  />
                ))}
              </ul>
            </>
          )}
          <TeamEditor team={edited} onClose={() => setEdited(null)} />
          <RemoveTeam team={removing} onDone={() => setRemoving(null)} />
        </Stack>
      )}
    </RequestState>
  )
}

interface RemoveTeamProps {
  readonly team: Team | null
  readonly onDone: () => void
}

function RemoveTeam({ team, onDone }: RemoveTeamProps) {
  const remove = useCommand('teams.remove')
  return (
    <ConfirmDialog
      opened={team !== null}
      title={`Remove the team “${team?.name}”?`}
      confirmLabel="Remove"
      danger
      busy={remove.isPending}
      onCancel={onDone}
      onConfirm={() => team && remove.mutate({ teamId: team.id }, { onSuccess: onDone })}
    >
      Its people, projects and repositories stay as they are; filters that name it show everybody again.
    </ConfirmDialog>
  )
}
