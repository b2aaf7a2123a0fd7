import { Box } from '@mantine/core'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef } from 'react'
import type { RunLogEntry } from '../../../../shared/model/job.ts'
import { useTimeZone } from '../../api/use-preferences.ts'
import { formatClockSeconds } from '../../format/time.ts'
import classes from './run-log.module.css'

export interface LogLinesProps {
  readonly entries: readonly RunLogEntry[]
  readonly emptyText: string
  /** The last lines are in sight: more are wanted. */
  readonly onNearEnd: () => void
}

/** The lines of a log in a box of their own; only those in sight are drawn. */
export function LogLines({ entries, emptyText, onNearEnd }: LogLinesProps) {
  const box = useRef<HTMLElement>(null)
  const timeZone = useTimeZone()
  const rows = useVirtualizer({
    count: entries.length,
    getScrollElement: () => box.current,
    estimateSize: () => 22,
    getItemKey: index => entries[index]?.id ?? index,
    overscan: 12,
  })
  const items = rows.getVirtualItems()
  const last = items.at(-1)?.index ?? -1
  useEffect(() => {
    if (last >= entries.length - 20 && entries.length > 0) onNearEnd()
  }, [last, entries.length, onNearEnd])
  return (
    <Box component="section" className={classes['log'] ?? ''} ref={box} tabIndex={0} aria-label="Log entries">
      {entries.length === 0 && <p className={classes['note']}>{emptyText}</p>}
      <ol className={classes['rows']} style={{ height: rows.getTotalSize() }}>
        {items.map(item => {
          const entry = entries[item.index]
          return (
            entry && (
              <li
                key={item.key}
                ref={rows.measureElement}
                data-index={item.index}
                data-level={entry.level}
                className={classes['row']}
                style={{ transform: `translateY(${item.start}px)` }}
              >
                <time className={classes['time']} dateTime={new Date(entry.at).toISOString()}>
                  {formatClockSeconds(entry.at, timeZone)}
                </time>
                <span className={classes['level']}>{entry.level}</span>
                <span className={classes['message']}>{entry.message}</span>
              </li>
            )
          )
        })}
      </ol>
    </Box>
  )
}
