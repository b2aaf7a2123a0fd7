import { Button, Group, Radio, Stack, Textarea, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useEffect, useRef, useState } from 'react'
import type { Repository } from '../../../../../shared/model/repository.ts'
import type { Service } from '../../../../../shared/model/service.ts'
import { useCommand } from '../../../api/use-command.ts'
import { FaultAlert } from '../../../components/fault-alert.tsx'
import { faultOf } from '../../../faults.ts'
import { NoPreview, typingMs } from '../preview-box.tsx'
import classes from '../rule.module.css'
import { RuleFields } from '../rule-fields.tsx'
import { RulePreview } from '../rule-preview.tsx'
import { ruleInForce } from '../rule-text.ts'
import { checkDraft, draftOfService, newService } from './service-draft.ts'
import { TouchedPreview } from './touched-preview.tsx'

export interface ServiceFormProps {
  readonly repository: Repository
  /** Null adds one. */
  readonly service: Service | null
  readonly others: readonly Service[]
  readonly onDone: () => void
}

/** Edits a service: its name, the paths that are its own, and what counts as its deployment, with previews of both. */
export function ServiceForm({ repository, service, others, onDone }: ServiceFormProps) {
  const [draft, setDraft] = useState(() => (service ? draftOfService(service) : newService(repository.rule)))
  // What is still empty is no mistake until it is saved; a path is one once it has been left.
  const [tried, setTried] = useState(false)
  const [pathsLeft, setPathsLeft] = useState(false)
  const isNamed = tried || draft.name !== ''
  const checked = checkDraft(draft, others, repository.rule)
  const [settled] = useDebouncedValue(draft, typingMs)
  const asked = checkDraft(settled, others, repository.rule)
  const nameField = useRef<HTMLInputElement>(null)
  useEffect(() => nameField.current?.focus(), [])
  const save = useCommand('services.save', { quiet: true })
  const fault = save.error && faultOf(save.error)
  const nameFault = fault?.fields?.find(({ path }) => path === 'name')?.message ?? null
  const behind = settled !== draft
  const submit = () => {
    setTried(true)
    if (checked.service === null) return
    const input = { repositoryId: repository.id, serviceId: service?.id ?? null, service: checked.service }
    save.mutate(input, { onSuccess: onDone })
  }
  return (
    <form
      noValidate
      aria-label={service ? `Service ${service.name}` : 'New service'}
      onSubmit={event => {
        event.preventDefault()
        submit()
      }}
    >
      <Stack gap="md">
        <TextInput
          ref={nameField}
          label="Name"
          placeholder="api"
          value={draft.name}
          error={(isNamed ? checked.problems.name : null) ?? nameFault}
          autoComplete="off"
          spellCheck={false}
          onChange={event => setDraft({ ...draft, name: event.currentTarget.value })}
        />
        <Textarea
          label="Paths that are its own"
          description="One per line, from the root of the repository: services/api/** is everything below a folder, *.proto files in the root. Several services may share a path."
          placeholder="services/api/**"
          classNames={{ input: classes['pattern'] ?? '' }}
          autosize
          minRows={2}
          maxRows={6}
          value={draft.paths}
          error={tried || (pathsLeft && draft.paths !== '') ? checked.problems.paths : null}
          autoComplete="off"
          spellCheck={false}
          onBlur={() => setPathsLeft(true)}
          onChange={event => setDraft({ ...draft, paths: event.currentTarget.value })}
        />
        {repository.history === 'clone' && asked.paths && (
          <TouchedPreview repositoryId={repository.id} paths={asked.paths} behind={behind} />
        )}
        <Radio.Group
          label="Its deployments"
          value={draft.ownRule ? 'own' : 'shared'}
          onChange={value => setDraft({ ...draft, ownRule: value === 'own' })}
        >
          <Stack gap="xs" mt="xs">
            <Radio size="sm" value="own" label="By a rule of its own" />
            <Radio
              size="sm"
              value="shared"
              label="All deployments of the repository"
              description={`For services that are always deployed together. ${ruleInForce(repository)}.`}
            />
          </Stack>
        </Radio.Group>
        {draft.ownRule && (
          <RuleFields
            draft={draft.rule}
            problem={checked.problems.rule}
            defaultBranch={repository.defaultBranch}
            hosted={repository.hosted}
            onChange={rule => setDraft({ ...draft, rule })}
          />
        )}
        {asked.rule && checked.problems.rule === null ? (
          <RulePreview repositoryId={repository.id} rule={asked.rule} behind={behind} />
        ) : (
          <NoPreview>Correct the pattern to see what it finds.</NoPreview>
        )}
        {fault && nameFault === null && <FaultAlert fault={fault} />}
        <Group justify="flex-end" gap="sm" className={classes['actions'] ?? ''}>
          <Button variant="default" onClick={onDone}>
            Back
          </Button>
          <Button type="submit" loading={save.isPending}>
            Save service
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
