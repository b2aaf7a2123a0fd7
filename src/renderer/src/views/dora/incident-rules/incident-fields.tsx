import { MultiSelect, NumberInput, Radio, Stack, Switch, TextInput } from '@mantine/core'
import type { RepositoryIncidentRules } from '../../../../../shared/model/incidents.ts'
import { formatCount } from '../../../format/number.ts'
import type { DraftResult, IncidentDraft } from './incident-draft.ts'

export interface IncidentFieldsProps {
  readonly draft: IncidentDraft
  readonly problem: DraftResult['problem']
  readonly choices: RepositoryIncidentRules['choices']
  readonly onChange: (draft: IncidentDraft) => void
}

const lists = [
  { name: 'projects', label: 'Projects' },
  { name: 'types', label: 'Issue types' },
  { name: 'labels', label: 'Labels' },
  { name: 'priorities', label: 'Priorities' },
] as const

/** What tells of an incident, and how it is linked. */
export function IncidentFields({ draft, problem, choices, onChange }: IncidentFieldsProps) {
  const set = (change: Partial<IncidentDraft>) => onChange({ ...draft, ...change })
  const problemAt = (at: NonNullable<DraftResult['problem']>['at']) => (problem?.at === at ? problem.text : null)
  return (
    <Stack gap="sm">
      <Switch
        label="Issues"
        description="Of trackers and code hosts: those of a type, label or priority."
        checked={draft.fromIssues}
        onChange={event => set({ fromIssues: event.currentTarget.checked })}
      />
      {draft.fromIssues && (
        <Stack gap="xs" pl="xl">
          {lists.map(({ name, label }, i) => (
            <MultiSelect
              key={name}
              label={label}
              placeholder={draft[name].length === 0 ? 'Any' : ''}
              searchable
              data={namesOf(choices[name], draft[name])}
              value={[...draft[name]]}
              error={i === lists.length - 1 ? problemAt('issues') : null}
              nothingFoundMessage="None of that name"
              onChange={names => set({ [name]: names })}
            />
          ))}
        </Stack>
      )}
      <Switch
        label="Reverts"
        description="Commits that take back what was deployed before."
        checked={draft.reverts}
        onChange={event => set({ reverts: event.currentTarget.checked })}
      />
      <Switch
        label="Hotfix branches"
        description="Merges of branches whose name matches a pattern."
        checked={draft.fromHotfixes}
        onChange={event => set({ fromHotfixes: event.currentTarget.checked })}
      />
      {draft.fromHotfixes && (
        <TextInput
          pl="xl"
          label="Pattern of the branches’ names"
          value={draft.hotfixBranches}
          error={problemAt('hotfixBranches')}
          spellCheck={false}
          autoComplete="off"
          onChange={event => set({ hotfixBranches: event.currentTarget.value })}
        />
      )}
      <Switch
        label="Deployments that failed"
        description="By the word of the code host."
        checked={draft.failedDeployments}
        onChange={event => set({ failedDeployments: event.currentTarget.checked })}
      />
      <NumberInput
        label="Window in days"
        description="An incident belongs to the latest deployment before it, unless that finished longer ago."
        min={1}
        max={365}
        value={draft.windowDays}
        error={problemAt('windowDays')}
        onChange={value => set({ windowDays: typeof value === 'number' ? value : 0 })}
      />
      <Radio.Group
        label="A failed deployment is restored"
        value={draft.restoredBy}
        onChange={value => set({ restoredBy: value === 'fix' ? 'fix' : 'resolution' })}
      >
        <Stack gap="xs" mt="xs">
          <Radio value="resolution" label="when the last of its incidents is resolved" size="sm" />
          <Radio value="fix" label="when the deployment with the fix has finished" size="sm" />
        </Stack>
      </Radio.Group>
    </Stack>
  )
}

/** What can be chosen, with how often it is used; what is chosen stays even where it is gone. */
function namesOf(known: readonly { readonly name: string; readonly count: number }[], chosen: readonly string[]) {
  const names = new Set(known.map(({ name }) => name))
  return [
    ...known.map(({ name, count }) => ({ value: name, label: `${name} (${formatCount(count)})` })),
    ...chosen.filter(name => !names.has(name)).map(name => ({ value: name, label: `${name} (none)` })),
  ]
}
