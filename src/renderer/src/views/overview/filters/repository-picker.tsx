import { Button, Popover, TextInput } from '@mantine/core'
import { IconChevronDown, IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import type { RepositoryId } from '../../../../../shared/model/ids.ts'
import type { Repository } from '../../../../../shared/model/repository.ts'
import classes from './filters.module.css'
import { matchingRepositories } from './matching-repositories.ts'
import { RepositoryChecks } from './repository-checks.tsx'

export interface RepositoryPickerProps {
  readonly repositories: readonly Repository[]
  /** Null means all. */
  readonly chosen: readonly RepositoryId[] | null
  /** The choice in words. */
  readonly text: string
  readonly onChoose: (chosen: RepositoryId[] | null) => void
}

/** Which repositories are counted: any number of them, or all when none is picked. */
export function RepositoryPicker({ repositories, chosen, text, onChoose }: RepositoryPickerProps) {
  const [search, setSearch] = useState('')
  const shown = matchingRepositories(repositories, search)
  const toggle = (id: RepositoryId) => {
    const next = chosen?.includes(id) ? chosen.filter(each => each !== id) : [...(chosen ?? []), id]
    onChoose(next.length > 0 ? next : null)
  }
  return (
    <Popover width={320} position="bottom-end" shadow="md" trapFocus returnFocus onClose={() => setSearch('')}>
      <Popover.Target>
        <Button
          size="xs"
          variant="default"
          className={classes['picker'] ?? ''}
          aria-label={`Repositories: ${text}`}
          rightSection={<IconChevronDown size={14} aria-hidden />}
        >
          {text}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Choose repositories" p="xs">
        <TextInput
          size="xs"
          aria-label="Search repositories"
          placeholder="Search"
          leftSection={<IconSearch size={14} aria-hidden />}
          value={search}
          onChange={event => setSearch(event.currentTarget.value)}
          data-autofocus
        />
        <RepositoryChecks repositories={shown} chosen={chosen} onToggle={toggle} />
        {chosen === null ? (
          <p className={classes['hint']}>All are shown. Choose some to see them alone.</p>
        ) : (
          <Button size="compact-xs" variant="subtle" onClick={() => onChoose(null)} className={classes['all'] ?? ''}>
            Show all repositories
          </Button>
        )}
      </Popover.Dropdown>
    </Popover>
  )
}
