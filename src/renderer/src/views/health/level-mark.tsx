import type { HealthLevel } from '../../../../shared/model/health.ts'
import classes from './health.module.css'
import { levels } from './levels.ts'

/** A level by its sign and its word. */
export function LevelMark({ level }: { readonly level: HealthLevel }) {
  const { label, icon: Icon } = levels[level]
  return (
    <span className={classes['level']} data-level={level}>
      <Icon size={18} stroke={1.75} aria-hidden />
      {label}
    </span>
  )
}
