import { Radio, Stack, TextInput } from '@mantine/core'
import type { DeploymentRule } from '../../../../shared/model/repository.ts'
import classes from './rule.module.css'
import type { RuleDraft } from './rule-draft.ts'

export interface RuleFieldsProps {
  readonly draft: RuleDraft
  readonly problem: string | null
  readonly defaultBranch: string | null
  readonly onChange: (draft: RuleDraft) => void
}

const sources: readonly { value: DeploymentRule['source']; label: string; description: string }[] = [
  { value: 'tags', label: 'Tags', description: 'Each tag whose name matches a pattern. For releases that are tagged.' },
  {
    value: 'merges',
    label: 'Merges to a branch',
    description: 'Each merge commit. For merged pull requests that go live.',
  },
  {
    value: 'commits',
    label: 'Every commit of a branch',
    description: 'For squash merges and trunk-based work, where each commit goes live.',
  },
]

/** What a deployment is made from, and of which names. */
export function RuleFields({ draft, problem, defaultBranch, onChange }: RuleFieldsProps) {
  const choose = (value: string) => {
    const source = sources.find(each => each.value === value)?.value
    if (source) onChange({ ...draft, source })
  }
  return (
    <Stack gap="md">
      <Radio.Group label="What counts as a deployment" value={draft.source} onChange={choose}>
        <Stack gap="xs" mt="xs">
          {sources.map(source => (
            <Radio key={source.value} {...source} size="sm" />
          ))}
        </Stack>
      </Radio.Group>
      {draft.source === 'tags' ? (
        <TextInput
          label="Pattern of the tags’ names"
          description="A regular expression in JavaScript’s syntax; ^ and $ stand for the beginning and the end."
          classNames={{ input: classes['pattern'] ?? '' }}
          value={draft.pattern}
          error={problem}
          spellCheck={false}
          autoComplete="off"
          onChange={event => onChange({ ...draft, pattern: event.currentTarget.value })}
        />
      ) : (
        <TextInput
          label="Branch"
          description="Left empty, it is the default branch."
          placeholder={defaultBranch ?? 'default branch'}
          value={draft.branch}
          spellCheck={false}
          autoComplete="off"
          onChange={event => onChange({ ...draft, branch: event.currentTarget.value })}
        />
      )}
    </Stack>
  )
}
