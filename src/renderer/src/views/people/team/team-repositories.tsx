import { useState } from 'react'
import type { RepositoryId } from '../../../../../shared/model/ids.ts'
import { useRequest } from '../../../api/use-request.ts'
import { matchingMembers, shownMembers } from './matching-members.ts'
import { MemberPicker, withToggled } from './member-picker.tsx'

export interface TeamRepositoriesProps {
  readonly chosen: readonly RepositoryId[]
  readonly onChange: (chosen: RepositoryId[]) => void
}

/** The repositories of a team. */
export function TeamRepositories({ chosen, onChange }: TeamRepositoriesProps) {
  const [search, setSearch] = useState('')
  const { data = [] } = useRequest('repositories.list', undefined)
  const all = data.map(({ id, name, connectionName }) => ({ id, name, about: connectionName }))
  const found = matchingMembers(all, search)
  return (
    <MemberPicker
      title="Repositories"
      search={search}
      onSearch={setSearch}
      found={found.slice(0, shownMembers)}
      total={found.length}
      chosen={all.filter(({ id }) => chosen.includes(id))}
      onToggle={id => onChange(withToggled(chosen, id))}
      empty="No repository is known: connect some and sync them."
    />
  )
}
