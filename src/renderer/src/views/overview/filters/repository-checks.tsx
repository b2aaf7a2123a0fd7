import { Checkbox } from '@mantine/core'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useState } from 'react'
import type { RepositoryId } from '../../../../../shared/model/ids.ts'
import type { Repository } from '../../../../../shared/model/repository.ts'
import classes from './filters.module.css'

export interface RepositoryChecksProps {
  readonly repositories: readonly Repository[]
  readonly chosen: readonly RepositoryId[] | null
  readonly onToggle: (id: RepositoryId) => void
}

/** A check box per repository, however many there are. */
export function RepositoryChecks({ repositories, chosen, onToggle }: RepositoryChecksProps) {
  const [scroller, setScroller] = useState<HTMLDivElement | null>(null)
  const virtual = useVirtualizer({
    count: repositories.length,
    getScrollElement: () => scroller,
    estimateSize: () => 30,
    overscan: 8,
  })
  if (repositories.length === 0) return <p className={classes['none']}>No repository of that name</p>
  return (
    <div ref={setScroller} className={classes['checks']}>
      <div style={{ position: 'relative', height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start }) => {
          const repository = repositories[index]
          if (!repository) return null
          return (
            <Checkbox
              key={repository.id}
              size="xs"
              className={classes['check'] ?? ''}
              style={{ transform: `translateY(${start}px)` }}
              label={
                <span title={`${repository.name}, ${repository.connectionName}`}>
                  {repository.name} <span className={classes['of']}>{repository.connectionName}</span>
                </span>
              }
              checked={chosen?.includes(repository.id) ?? false}
              onChange={() => onToggle(repository.id)}
            />
          )
        })}
      </div>
    </div>
  )
}
