import { VisuallyHidden } from '@mantine/core'
import { Link } from 'wouter'
import { useHealth } from '../../api/use-health.ts'
import { levels } from '../../views/health/levels.ts'
import { verdictInShort } from '../../views/health/verdict.ts'
import classes from './status-bar.module.css'

/** The system's health in a word. A change of it is read out. */
export function HealthMark() {
  const { health } = useHealth()
  if (!health) return null
  const Icon = levels[health.level].icon
  return (
    <output>
      <Link href="/health" className={classes['part']} data-level={health.level}>
        <Icon size={15} stroke={1.75} aria-hidden />
        <VisuallyHidden component="span">Health: </VisuallyHidden>
        {verdictInShort(health.checks)}
      </Link>
    </output>
  )
}
