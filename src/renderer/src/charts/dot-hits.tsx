import { VisuallyHidden } from '@mantine/core'
import { type KeyboardEvent, type PointerEvent, useState } from 'react'
import classes from './chart.module.css'
import { nearestDot, type PlacedDot } from './dot-path.ts'
import type { Dot } from './dot-plot.tsx'
import { nextColumn } from './next-column.ts'
import type { PlotArea } from './plot-area.ts'

export interface DotHitsProps {
  readonly name: string
  readonly dots: readonly Dot[]
  readonly placed: readonly PlacedDot[]
  readonly plot: PlotArea
  readonly onOpen: (index: number) => void
}

const reachPx = 18

/** The surface over the dots: the nearest one tells what it is; arrow keys go from dot to dot, Enter or a click opens it. */
export function DotHits({ name, dots, placed, plot, onOpen }: DotHitsProps) {
  const [hovered, setHovered] = useState<number | null>(null)
  const [cursor, setCursor] = useState<number | null>(null)
  const shown = hovered ?? cursor
  const dot = shown === null ? undefined : dots[shown]
  const place = shown === null ? undefined : placed[shown]
  const at = (event: PointerEvent) => {
    const { left, top } = event.currentTarget.getBoundingClientRect()
    return nearestDot(placed, event.clientX - left, event.clientY - top, reachPx)
  }
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && cursor !== null) setCursor(null)
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault()
      if (cursor !== null && dots[cursor]) onOpen(cursor)
    }
    const next = nextColumn(event.key, cursor ?? -1, dots.length)
    if (next === null || dots.length === 0) return
    event.preventDefault()
    setCursor(next)
  }
  return (
    <>
      <button
        type="button"
        className={classes['dot-surface']}
        data-over={hovered !== null || undefined}
        aria-label={`${name}: ${dots.length} dots. Arrow keys move, Enter opens`}
        onPointerMove={event => setHovered(at(event))}
        onPointerLeave={() => setHovered(null)}
        onPointerUp={event => {
          const clicked = at(event)
          if (clicked !== null) onOpen(clicked)
        }}
        onKeyDown={press}
        onBlur={() => setCursor(null)}
      />
      <VisuallyHidden aria-live="polite">{cursor !== null && dots[cursor]?.name}</VisuallyHidden>
      {dot && place && (
        <>
          <span className={classes['dot-ring']} style={{ left: place.x, top: place.y }} aria-hidden />
          <DotTip dot={dot} place={place} plot={plot} />
        </>
      )}
    </>
  )
}

function DotTip({ dot, place, plot }: { readonly dot: Dot; readonly place: PlacedDot; readonly plot: PlotArea }) {
  const beyond = place.x > plot.innerWidth / 2
  const side = beyond ? { right: plot.innerWidth - place.x + 12 } : { left: place.x + 12 }
  const top = Math.max(0, Math.min(place.y - 24, plot.innerHeight - 72))
  return (
    <div className={classes['tip']} style={{ ...side, top }} aria-hidden>
      <p className={classes['tip-text']}>{dot.name}</p>
      {dot.facts.map(fact => (
        <p key={fact.name} className={classes['tip-fact']}>
          <span>{fact.name}</span>
          <span>{fact.value}</span>
        </p>
      ))}
    </div>
  )
}
