import { Stack, Switch, TagsInput, Textarea } from '@mantine/core'
import type { ProjectIssueKeys } from '../../../../shared/model/issue-keys.ts'
import { Notice } from '../../components/notice.tsx'
import type { DraftResult, IssueKeysDraft } from './issue-keys-draft.ts'

export interface IssueKeysFieldsProps {
  readonly project: ProjectIssueKeys
  readonly draft: IssueKeysDraft
  readonly problem: DraftResult['problem']
  readonly onChange: (draft: IssueKeysDraft) => void
}

const patternsHelp =
  'Regular expressions, one per line. What stands in the parentheses is the issue’s number or key: #(\\d+), fixes (\\d+)'

/** The project's own key, keys it had before, and patterns. */
export function IssueKeysFields({ project, draft, problem, onChange }: IssueKeysFieldsProps) {
  const set = (change: Partial<IssueKeysDraft>) => onChange({ ...draft, ...change })
  const problemAt = (at: NonNullable<DraftResult['problem']>['at']) => (problem?.at === at ? problem.text : null)
  const { key, hosted } = project
  return (
    <Stack gap="sm">
      {project.tooSlow && (
        <Notice tone="warning" title="A pattern took too long on some text" live={false}>
          Until you save the rule again, its patterns are not used.
        </Notice>
      )}
      <Switch
        label={`Its own key, such as ${key}${hosted ? '#12' : '-12'}`}
        description={
          hosted
            ? 'In commits and pull requests of its own repository also #12 alone.'
            : 'In capitals or small letters.'
        }
        checked={draft.ownKey}
        onChange={event => set({ ownKey: event.currentTarget.checked })}
      />
      <TagsInput
        label="Keys it had before"
        description={`A project that was renamed: OLD-12 is ${key}${hosted ? '#' : '-'}12.`}
        placeholder={draft.prefixes.length === 0 ? 'OLD' : ''}
        splitChars={[',', ' ']}
        value={[...draft.prefixes]}
        error={problemAt('prefixes')}
        onChange={prefixes => set({ prefixes })}
      />
      <Textarea
        label="Patterns"
        description={patternsHelp}
        autosize
        minRows={2}
        maxRows={6}
        spellCheck={false}
        autoComplete="off"
        value={draft.patterns}
        error={problemAt('patterns')}
        onChange={event => set({ patterns: event.currentTarget.value })}
      />
    </Stack>
  )
}
