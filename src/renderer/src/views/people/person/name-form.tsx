import { Button, Group, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { PersonDetail } from '../../../../../shared/model/people.ts'
import { usePeopleActions } from '../use-people-actions.ts'

/** The name somebody is shown by: their own, or one the user gives. */
export function NameForm({ person }: { readonly person: PersonDetail }) {
  const { set, busy } = usePeopleActions()
  const [name, setName] = useState(person.name)
  const wanted = name.trim()
  const save = (next: string | null) =>
    set(
      { personIds: [person.id], name: next },
      [{ personIds: [person.id], name: person.givenName }],
      next === null ? 'Shown by the name the systems give' : `Shown as ${next}`,
    )
  return (
    <form
      onSubmit={event => {
        event.preventDefault()
        if (wanted !== '' && wanted !== person.name) save(wanted)
      }}
    >
      <Group align="flex-end" gap="xs">
        <TextInput
          label="Shown as"
          flex={1}
          maxLength={200}
          value={name}
          onChange={event => setName(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" disabled={wanted === '' || wanted === person.name} loading={busy}>
          Rename
        </Button>
        {person.givenName !== null && (
          <Button variant="subtle" onClick={() => save(null)}>
            Reset
          </Button>
        )}
      </Group>
    </form>
  )
}
