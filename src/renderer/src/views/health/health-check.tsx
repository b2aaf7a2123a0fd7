import { Anchor, Button } from '@mantine/core'
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react'
import { useId, useState } from 'react'
import { Link } from 'wouter'
import type { HealthCheck } from '../../../../shared/model/health.ts'
import { useTimeZone } from '../../api/use-preferences.ts'
import { Facts } from '../../components/facts.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { factTexts } from './fact-texts.ts'
import classes from './health.module.css'
import { LevelMark } from './level-mark.tsx'
import { remedyOf } from './remedy.ts'

/** One thing looked after: how it is, why, what to do and where, what was measured and when. What is well is folded up. */
export function HealthCheckItem({ check }: { readonly check: HealthCheck }) {
  const { name, level, reason, hint, connectionId, checkedAt } = check
  const [opened, setOpened] = useState(level !== 'healthy')
  const factsId = useId()
  const facts = factTexts(check.facts, useTimeZone())
  const remedy = remedyOf(check)
  const Chevron = opened ? IconChevronDown : IconChevronRight
  return (
    <li className={classes['check']} aria-label={name}>
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
        {opened && (
          <div className={classes['facts']} id={factsId}>
            <Facts facts={facts} />
          </div>
        )}
      </div>
      <div className={classes['when']}>
        <RelativeTime at={checkedAt} />
        {facts.length > 0 && (
          <Button
            size="compact-xs"
            variant="subtle"
            color="gray"
            c="dimmed"
            leftSection={<Chevron size={14} aria-hidden />}
            aria-label={`What was measured: ${name}`}
            aria-expanded={opened}
            {...(opened && { 'aria-controls': factsId })}
            onClick={() => setOpened(!opened)}
          >
            Measured
          </Button>
        )}
      </div>
    </li>
  )
}
