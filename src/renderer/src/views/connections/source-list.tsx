import { Checkbox } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useRef } from 'react'
import type { SourceOption } from '../../../../shared/model/connection.ts'
import classes from './source-list.module.css'

export interface SourceListProps {
  readonly options: readonly SourceOption[]
  readonly many: string
  readonly chosen: ReadonlySet<string>
  readonly onToggle: (externalId: string) => void
}

/** The options as check boxes; only those in sight are drawn. */
export function SourceList({ options, many, chosen, onToggle }: SourceListProps) {
  const box = useRef<HTMLElement>(null)
  const rows = useVirtualizer({
    count: options.length,
    getScrollElement: () => box.current,
    estimateSize: () => 54,
    getItemKey: index => options[index]?.externalId ?? index,
    overscan: 8,
  })
  return (
    <section className={classes['box']} ref={box} aria-label={`Found ${many}`}>
      {options.length === 0 && <p className={classes['none']}>Nothing matches the search.</p>}
      <ul className={classes['rows']} style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map(item => {
          const option = options[item.index]
          return (
            option && (
              <li
                key={item.key}
                ref={rows.measureElement}
                data-index={item.index}
                className={classes['row']}
                style={{ transform: `translateY(${item.start}px)` }}
              >
                <Checkbox
                  label={option.name}
                  description={<Description option={option} />}
                  checked={chosen.has(option.externalId)}
                  onChange={() => onToggle(option.externalId)}
                />
              </li>
            )
          )
        })}
      </ul>
    </section>
  )
}

function Description({ option: { description, amount, warning } }: { readonly option: SourceOption }) {
  return (
    <>
      {(description || amount) && (
        <span className={classes['description']}>{[description, amount].filter(Boolean).join(' · ')}</span>
      )}
      {warning && (
        <span className={classes['warning']}>
          <IconAlertTriangle size={14} aria-hidden />
          {warning}
        </span>
      )}
    </>
  )
}
