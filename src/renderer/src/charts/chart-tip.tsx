import classes from './chart.module.css'
import type { ChartMark } from './chart-mark.ts'

/** What the pointed-at bucket holds. `position` is 0..1 across the plot; beyond the middle the tip opens to the left. */
export function ChartTip({ mark, position }: { readonly mark: ChartMark; readonly position: number }) {
  const side =
    position > 0.5 ? { right: `calc(${(1 - position) * 100}% + 10px)` } : { left: `calc(${position * 100}% + 10px)` }
  return (
    <div className={classes['tip']} style={side} aria-hidden>
      <p className={classes['tip-name']}>
        {mark.name}
        {mark.partial && <span className={classes['tip-part']}> (in part)</span>}
      </p>
      <p className={classes['tip-text']}>{mark.text}</p>
      {mark.facts.map(fact => (
        <p key={fact.name} className={classes['tip-fact']}>
          <span>{fact.name}</span>
          <span>{fact.value}</span>
        </p>
      ))}
    </div>
  )
}
