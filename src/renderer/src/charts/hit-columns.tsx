import { type FocusEvent, type KeyboardEvent, type MouseEvent, type PointerEvent, useRef, useState } from 'react'
import classes from './chart.module.css'
import { type ChartMark, markLabel } from './chart-mark.ts'
import { ChartTip } from './chart-tip.tsx'
import { nextColumn } from './next-column.ts'

export interface HitColumnsProps {
  readonly name: string
  readonly marks: readonly ChartMark[]
  /** `up` is where in the column was clicked, 0..1 from its bottom; null for a key. */
  readonly onOpen: (mark: ChartMark, up: number | null) => void
}

type ColumnEvent =
  | FocusEvent<HTMLButtonElement>
  | KeyboardEvent<HTMLButtonElement>
  | MouseEvent<HTMLButtonElement>
  | PointerEvent<HTMLButtonElement>

/** Where a click fell, 0..1 from the column's bottom; null when a key made it. */
function heightOf({ detail, clientY, currentTarget }: MouseEvent<HTMLButtonElement>): number | null {
  if (detail === 0) return null
  const { bottom, height } = currentTarget.getBoundingClientRect()
  return height > 0 ? (bottom - clientY) / height : null
}

const indexOf = (event: ColumnEvent) => Number(event.currentTarget.dataset['index'])

/** One button over each bucket, as high as the plot. A single tab stop: the arrow keys go from bucket to bucket. */
export function HitColumns({ name, marks, onOpen }: HitColumnsProps) {
  const list = useRef<HTMLUListElement>(null)
  const [focused, setFocused] = useState<number | null>(null)
  const [hovered, setHovered] = useState<number | null>(null)
  const [tabStop, setTabStop] = useState<number | null>(null)
  const last = marks.length - 1
  const current = Math.min(tabStop ?? last, last)
  const shown = hovered ?? focused
  const mark = shown === null ? undefined : marks[shown]

  const open = (event: MouseEvent<HTMLButtonElement>) => {
    const clicked = marks[indexOf(event)]
    if (clicked?.openable) onOpen(clicked, heightOf(event))
  }
  const move = (event: KeyboardEvent<HTMLButtonElement>) => {
    if (event.key === 'Escape') setFocused(null)
    const next = nextColumn(event.key, indexOf(event), marks.length)
    if (next === null) return
    event.preventDefault()
    setTabStop(next)
    list.current?.querySelector<HTMLButtonElement>(`[data-index="${next}"]`)?.focus()
  }
  return (
    <>
      <ul ref={list} className={classes['hits']} aria-label={name}>
        {marks.map((each, index) => (
          <li key={each.start} className={classes['hit-item']}>
            <button
              type="button"
              className={classes['hit']}
              data-index={index}
              aria-label={markLabel(each)}
              aria-disabled={!each.openable}
              tabIndex={index === current ? 0 : -1}
              onClick={open}
              onKeyDown={move}
              onFocus={event => setFocused(indexOf(event))}
              onBlur={() => setFocused(null)}
              onPointerEnter={event => setHovered(indexOf(event))}
              onPointerLeave={() => setHovered(null)}
            />
          </li>
        ))}
      </ul>
      {mark && shown !== null && <ChartTip mark={mark} position={(shown + 0.5) / marks.length} />}
    </>
  )
}
