import { Checkbox } from '@mantine/core'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useState } from 'react'
import { formatCount } from '../format/number.ts'
import classes from './choice-picker.module.css'
import type { Choice } from './choices.ts'

export interface ChoiceChecksProps<Value> {
  readonly choices: readonly Choice<Value>[]
  /** Null means all. */
  readonly chosen: readonly Value[] | null
  readonly onToggle: (value: Value) => void
  /** Said where there are none. */
  readonly none: string
}

/** A check box per choice, however many there are. */
export function ChoiceChecks<Value extends string | number>(props: ChoiceChecksProps<Value>) {
  const { choices, chosen, onToggle, none } = props
  const [scroller, setScroller] = useState<HTMLDivElement | null>(null)
  const virtual = useVirtualizer({
    count: choices.length,
    getScrollElement: () => scroller,
    estimateSize: () => 30,
    overscan: 8,
  })
  if (choices.length === 0) return <p className={classes['none']}>{none}</p>
  return (
    <div ref={setScroller} className={classes['checks']}>
      <div style={{ position: 'relative', height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start }) => {
          const choice = choices[index]
          if (!choice) return null
          const { value, label, detail, count } = choice
          return (
            <Checkbox
              key={value}
              size="xs"
              className={classes['check'] ?? ''}
              style={{ transform: `translateY(${start}px)` }}
              label={
                <span title={detail ? `${label}, ${detail}` : label}>
                  {label} {detail && <span className={classes['detail']}>{detail} </span>}
                  {count !== undefined && <span className={classes['detail']}>{formatCount(count)}</span>}
                </span>
              }
              checked={chosen?.includes(value) ?? false}
              onChange={() => onToggle(value)}
            />
          )
        })}
      </div>
    </div>
  )
}
