import { Button, Drawer, Group, Radio, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import { TeamColor, type TeamDraft } from '../../../../../shared/model/teams.ts'
import { useCommand } from '../../../api/use-command.ts'
import { FaultAlert } from '../../../components/fault-alert.tsx'
import { useGuardedClose } from '../../../components/use-guarded-close.tsx'
import { faultOf } from '../../../faults.ts'
import classes from './team.module.css'
import { TeamDot, teamColorNames } from './team-mark.tsx'
import { TeamPeople } from './team-people.tsx'
import { TeamProjects } from './team-projects.tsx'
import { TeamRepositories } from './team-repositories.tsx'
import { codeScope, flowScope } from './team-scope.ts'

export interface TeamEditorProps {
  /** What is edited; null while the editor is closed. */
  readonly team: TeamDraft | null
  readonly onClose: () => void
}

/** Makes or changes a team. */
export function TeamEditor({ team, onClose }: TeamEditorProps) {
  const { question, ...guard } = useGuardedClose(onClose)
  return (
    <>
      <Drawer
        {...guard}
        opened={team !== null}
        size="min(44rem, 94vw)"
        title={team?.id === null ? 'New team' : `Edit ${team?.name}`}
        closeButtonProps={{ 'aria-label': 'Close without saving' }}
      >
        {team && <TeamForm team={team} onClose={onClose} />}
      </Drawer>
      {question}
    </>
  )
}

function TeamForm({ team, onClose }: { readonly team: TeamDraft; readonly onClose: () => void }) {
  const [draft, setDraft] = useState(team)
  const save = useCommand('teams.save', { quiet: true })
  const change = (part: Partial<TeamDraft>) => setDraft(now => ({ ...now, ...part }))
  const fault = save.error && faultOf(save.error)
  const nameError = fault?.fields?.find(({ path }) => path === 'name')?.message
  return (
    <form
      noValidate
      onSubmit={event => {
        event.preventDefault()
        if (draft.name.trim() !== '') save.mutate(draft, { onSuccess: onClose })
      }}
    >
      <Stack gap="lg">
        <TextInput
          label="Name"
          required
          maxLength={100}
          data-autofocus
          value={draft.name}
          error={nameError}
          onChange={event => change({ name: event.currentTarget.value })}
        />
        <Radio.Group label="Colour" value={draft.color} onChange={color => change({ color: TeamColor.parse(color) })}>
          <Group gap="md" mt="xs">
            {TeamColor.options.map(color => (
              <Radio
                key={color}
                size="xs"
                value={color}
                label={
                  <span className={classes['teamMark']}>
                    <TeamDot color={color} />
                    {teamColorNames[color]}
                  </span>
                }
              />
            ))}
          </Group>
        </Radio.Group>
        <TeamPeople teamId={team.id} chosen={draft.personIds} onChange={personIds => change({ personIds })} />
        <TeamProjects chosen={draft.projectIds} onChange={projectIds => change({ projectIds })} />
        <TeamRepositories chosen={draft.repositoryIds} onChange={repositoryIds => change({ repositoryIds })} />
        <dl className={classes['scopes']}>
          <dt>Delivery will show</dt>
          <dd>{codeScope(draft)}</dd>
          <dt>Flow will show</dt>
          <dd>{flowScope(draft)}</dd>
        </dl>
        {fault && nameError === undefined && <FaultAlert fault={fault} />}
        <Group justify="flex-end" gap="sm" className={classes['editorActions'] ?? ''}>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" disabled={draft.name.trim() === ''} loading={save.isPending}>
            Save team
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
