import { useState } from 'react'
import type { ProjectId } from '../../../../../shared/model/ids.ts'
import { useRequest } from '../../../api/use-request.ts'
import { formatNoun } from '../../../format/number.ts'
import { matchingMembers, shownMembers } from './matching-members.ts'
import { MemberPicker, withToggled } from './member-picker.tsx'

export interface TeamProjectsProps {
  readonly chosen: readonly ProjectId[]
  readonly onChange: (chosen: ProjectId[]) => void
}

/** The trackers' projects of a team. */
export function TeamProjects({ chosen, onChange }: TeamProjectsProps) {
  const [search, setSearch] = useState('')
  const { data = [] } = useRequest('teams.projects', undefined)
  const all = data.map(({ id, key, name, connectionName, issues }) => ({
    id,
    name: `${key} ${name}`,
    about: `${connectionName}, ${formatNoun(issues, 'issue')}`,
  }))
  const found = matchingMembers(all, search)
  return (
    <MemberPicker
      title="Projects"
      search={search}
      onSearch={setSearch}
      found={found.slice(0, shownMembers)}
      total={found.length}
      chosen={all.filter(({ id }) => chosen.includes(id))}
      onToggle={id => onChange(withToggled(chosen, id))}
      empty="No project is known: connect a tracker and sync it."
    />
  )
}
