import type { Standing } from './benchmark.ts'
import classes from './dora.module.css'

/** How a number stands by the benchmark chosen; nothing where that says nothing. */
export function StandingBadge({ standing }: { readonly standing: Standing | null }) {
  if (!standing) return null
  return (
    <span className={classes['standing']} data-level={standing.level ?? undefined}>
      {standing.text}
      {standing.year && <span className={classes['year']}> ({standing.year})</span>}
    </span>
  )
}
