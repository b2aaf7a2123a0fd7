import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import type { PersonId, TeamId } from '../../../../../shared/model/ids.ts'
import type { PersonSummary } from '../../../../../shared/model/people.ts'
import { useRequest } from '../../../api/use-request.ts'
import { systemName } from '../system-mark.tsx'
import { type Member, MemberPicker, withToggled } from './member-picker.tsx'

export interface TeamPeopleProps {
  /** The team as it is saved; null for a new one. */
  readonly teamId: TeamId | null
  readonly chosen: readonly PersonId[]
  readonly onChange: (chosen: PersonId[]) => void
}

const member = ({ id, name, email, systems }: PersonSummary): Member<PersonId> => ({
  id,
  name,
  about: email ?? systems.map(systemName).join(', '),
})

/** The people of a team; bots and the inactive are no candidates. */
export function TeamPeople({ teamId, chosen, onChange }: TeamPeopleProps) {
  const [search, setSearch] = useState('')
  const [settled] = useDebouncedValue(search, 150)
  const [picked, setPicked] = useState<ReadonlyMap<PersonId, PersonSummary>>(new Map())
  const candidates = useRequest(
    'people.list',
    { search: settled, kind: 'people', sort: 'commits', page: { offset: 0, limit: 30 } },
    { keepPrevious: true },
  ).data
  const saved = useRequest(
    'people.list',
    { teamId, page: { offset: 0, limit: 1000 } },
    { enabled: teamId !== null },
  ).data
  const known = new Map(picked)
  for (const person of saved?.rows ?? []) known.set(person.id, person)
  const toggle = (id: PersonId) => {
    const person = candidates?.rows.find(each => each.id === id)
    if (person) setPicked(new Map(picked).set(id, person))
    onChange(withToggled(chosen, id))
  }
  return (
    <MemberPicker
      title="People"
      search={search}
      onSearch={setSearch}
      found={candidates?.rows.map(member) ?? []}
      total={candidates?.total ?? 0}
      chosen={chosen.flatMap(id => known.get(id) ?? []).map(member)}
      onToggle={toggle}
      empty="Nobody is known yet: sync a connection first."
    />
  )
}
