import { Radio, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import type { PersonPair, PersonSummary } from '../../../../shared/model/people.ts'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { formatNoun } from '../../format/number.ts'
import { systemName } from './system-mark.tsx'

export interface MergeDialogProps {
  /** Who is merged; the dialog is closed without anybody. */
  readonly people: readonly PersonSummary[]
  readonly onMerge: (pairs: PersonPair[], into: PersonSummary) => void
  readonly onCancel: () => void
}

/** Asks which of several people's name and settings the one they become keeps. */
export function MergeDialog({ people, onMerge, onCancel }: MergeDialogProps) {
  const [kept, setKept] = useState<number | null>(null)
  const into = people.find(({ id }) => id === kept) ?? mostWork(people)
  return (
    <ConfirmDialog
      opened={people.length > 1}
      title={`Merge ${formatNoun(people.length, 'person', 'people')} into one?`}
      confirmLabel="Merge"
      onCancel={onCancel}
      onConfirm={() => {
        if (!into) return
        const others = people.filter(person => person !== into)
        onMerge(
          others.map(other => ({ into: into.id, other: other.id })),
          into,
        )
      }}
    >
      <Stack gap="md">
        <Text size="sm">
          Their commits and issues count as one person’s from then on, also those of later syncs. They can be split
          again at any time.
        </Text>
        <Radio.Group
          label="Keep the name, teams and switches of"
          value={into ? String(into.id) : null}
          onChange={value => setKept(Number(value))}
        >
          <Stack gap="xs" mt="xs" mah="50dvh" style={{ overflow: 'auto' }}>
            {people.map(person => (
              <Radio
                key={person.id}
                size="sm"
                value={String(person.id)}
                label={person.name}
                description={`${[person.email, ...person.systems.map(systemName)].filter(Boolean).join(' · ')} · ${workText(person)}`}
              />
            ))}
          </Stack>
        </Radio.Group>
      </Stack>
    </ConfirmDialog>
  )
}

/** How much there is of somebody: `12 commits, 3 issues`. */
export const workText = ({ commits, issues }: Pick<PersonSummary, 'commits' | 'issues'>): string =>
  `${formatNoun(commits, 'commit')}, ${formatNoun(issues, 'issue')}`

const mostWork = (people: readonly PersonSummary[]) =>
  [...people].sort((a, b) => b.commits + b.issues - (a.commits + a.issues))[0]
