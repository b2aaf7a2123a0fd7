import { Button, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import type { PersonId } from '../../../../../shared/model/ids.ts'
import type { PersonSummary } from '../../../../../shared/model/people.ts'
import { useRequest } from '../../../api/use-request.ts'
import { formatCount } from '../../../format/number.ts'
import { workText } from '../merge-dialog.tsx'
import shared from '../people.module.css'
import { SystemMarks } from '../system-mark.tsx'
import classes from './person.module.css'

export interface PersonSearchProps {
  readonly label: string
  readonly leaveOut: readonly PersonId[]
  /** On each one's button. */
  readonly action: string
  readonly actionLabel: (person: PersonSummary) => string
  readonly onChoose: (person: PersonSummary) => void
}

const shownAtMost = 8

/** Finds people by name or e-mail, each with a button. */
export function PersonSearch({ label, leaveOut, action, actionLabel, onChoose }: PersonSearchProps) {
  const [typed, setTyped] = useState('')
  const [search] = useDebouncedValue(typed.trim(), 150)
  const limit = shownAtMost + leaveOut.length
  const { data } = useRequest(
    'people.list',
    { search, sort: 'commits', page: { offset: 0, limit } },
    { enabled: search !== '', keepPrevious: true },
  )
  const found = data?.rows.filter(({ id }) => !leaveOut.includes(id)).slice(0, shownAtMost) ?? []
  const more = (data?.total ?? 0) - (data?.rows.length ?? 0)
  return (
    <div>
      <TextInput
        size="sm"
        aria-label={label}
        placeholder="Name or e-mail"
        leftSection={<IconSearch size={14} aria-hidden />}
        value={typed}
        onChange={event => setTyped(event.currentTarget.value)}
      />
      {search !== '' && data && (
        <ul className={classes['found']}>
          {found.map(person => (
            <li key={person.id} className={classes['identity']}>
              <SystemMarks systems={person.systems} />
              <div className={classes['identityText']}>
                <span className={shared['identityName']}>{person.name}</span>
                <span className={shared['dimmed']}>{[person.email, workText(person)].filter(Boolean).join(' · ')}</span>
              </div>
              <Button
                size="compact-xs"
                variant="default"
                aria-label={actionLabel(person)}
                onClick={() => onChoose(person)}
              >
                {action}
              </Button>
            </li>
          ))}
          {found.length === 0 && <li className={shared['dimmed']}>Nobody else of that name or e-mail</li>}
          {more > 0 && <li className={shared['dimmed']}>and {formatCount(more)} more: type more of the name</li>}
        </ul>
      )}
    </div>
  )
}
