import { Checkbox, Radio, Stack, TextInput } from '@mantine/core'
import type { DeploymentRule } from '../../../../shared/model/repository.ts'
import classes from './rule.module.css'
import type { RuleDraft } from './rule-draft.ts'

export interface RuleFieldsProps {
  readonly draft: RuleDraft
  readonly problem: string | null
  readonly defaultBranch: string | null
  /** A code host tells of the repository. */
  readonly hosted: boolean
  readonly onChange: (draft: RuleDraft) => void
}

interface SourceChoice {
  readonly value: DeploymentRule['source']
  readonly label: string
  readonly description: string
}

const hostedSources: readonly SourceChoice[] = [
  {
    value: 'deployments',
    label: 'Deployments at the code host',
    description: 'Each deployment to a production environment that succeeded.',
  },
  { value: 'releases', label: 'Releases', description: 'Each release that was published.' },
  {
    value: 'workflows',
    label: 'Workflow runs',
    description: 'Each run of a workflow, or of jobs in it, that succeeded. Runs of pull requests do not count.',
  },
]

const gitSources: readonly SourceChoice[] = [
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
export function RuleFields({ draft, problem, defaultBranch, hosted, onChange }: RuleFieldsProps) {
  const sources = hosted ? [...hostedSources, ...gitSources] : gitSources
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
      {draft.source === 'tags' && (
        <PatternInput
          label="Pattern of the tags’ names"
          value={draft.pattern}
          problem={problem}
          onChange={pattern => onChange({ ...draft, pattern })}
        />
      )}
      {draft.source === 'deployments' && (
        <PatternInput
          label="Pattern of the environments that are production"
          value={draft.environment}
          problem={problem}
          onChange={environment => onChange({ ...draft, environment })}
        />
      )}
      {draft.source === 'releases' && (
        <Checkbox
          label="Pre-releases count too"
          checked={draft.prereleases}
          onChange={event => onChange({ ...draft, prereleases: event.currentTarget.checked })}
        />
      )}
      {draft.source === 'workflows' && (
        <>
          <PatternInput
            label="Pattern of the workflows’ names"
            value={draft.workflow}
            problem={problem}
            onChange={workflow => onChange({ ...draft, workflow })}
          />
          <PatternInput
            label="Pattern of the jobs’ names, where only some of the run deploy"
            value={draft.job}
            problem={null}
            onChange={job => onChange({ ...draft, job })}
          />
        </>
      )}
      {(draft.source === 'merges' || draft.source === 'commits') && (
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

function PatternInput({
  label,
  value,
  problem,
  onChange,
}: {
  readonly label: string
  readonly value: string
  readonly problem: string | null
  readonly onChange: (value: string) => void
}) {
  return (
    <TextInput
      label={label}
      description="A regular expression in JavaScript’s syntax; ^ and $ stand for the beginning and the end."
      classNames={{ input: classes['pattern'] ?? '' }}
      value={value}
      error={problem}
      spellCheck={false}
      autoComplete="off"
      onChange={event => onChange(event.currentTarget.value)}
    />
  )
}
