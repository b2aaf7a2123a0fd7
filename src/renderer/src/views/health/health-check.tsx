import { Anchor } from '@mantine/core'
import { Link } from 'wouter'
import type { HealthCheck } from '../../../../shared/model/health.ts'
import { useTimeZone } from '../../api/use-preferences.ts'
import { Facts } from '../../components/facts.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { factTexts } from './fact-texts.ts'
import classes from './health.module.css'
import { LevelMark } from './level-mark.tsx'
import { remedyOf } from './remedy.ts'

/** One thing looked after: how it is, why, what to do and where, what was measured and when. */
export function HealthCheckItem({ check }: { readonly check: HealthCheck }) {
  const { name, level, reason, hint, connectionId, checkedAt } = check
  const facts = factTexts(check.facts, useTimeZone())
  const remedy = remedyOf(check)
  return (
    <li className={classes['check']} data-level={level} aria-label={name}>
      <LevelMark level={level} />
      <div className={classes['what']}>
        <p className={classes['line']}>
          <span className={classes['name']}>
            {connectionId === null ? name : <Link href={`/connections/${connectionId}`}>{name}</Link>}
          </span>
          <span>{reason}</span>
        </p>
        {hint !== null && <p className={classes['hint']}>{hint}</p>}
        {remedy && (
          <p className={classes['hint']}>
            <Anchor component={Link} href={remedy.path} inherit underline="always">
              {remedy.label}
            </Anchor>
          </p>
        )}
        {facts.length > 0 && (
          <details className={classes['measured']} open={level !== 'healthy'}>
            <summary>
              What was measured<span hidden> of {name}</span>
            </summary>
            <div className={classes['facts']}>
              <Facts facts={facts} />
            </div>
          </details>
        )}
      </div>
      <span className={classes['when']}>
        <RelativeTime at={checkedAt} />
      </span>
    </li>
  )
}
