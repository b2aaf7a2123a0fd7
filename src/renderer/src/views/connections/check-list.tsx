import { VisuallyHidden } from '@mantine/core'
import { IconCheck, IconX } from '@tabler/icons-react'
import type { VerificationCheck } from '../../../../shared/model/connection.ts'
import classes from './verify-step.module.css'

/** What a verification looked at, with what to do about what is not right. */
export function CheckList({ checks }: { readonly checks: readonly VerificationCheck[] }) {
  return (
    <ul className={classes['checks']} aria-label="Checks">
      {checks.map(({ name, ok, hint }) => {
        const Icon = ok ? IconCheck : IconX
        return (
          <li key={name} className={classes['check']} {...(ok && { 'data-ok': true })}>
            <Icon className={classes['icon']} size={16} aria-hidden />
            <div>
              {name}
              <VisuallyHidden>{ok ? ': fine' : ': not right'}</VisuallyHidden>
              {hint && <p className={classes['hint']}>{hint}</p>}
            </div>
          </li>
        )
      })}
    </ul>
  )
}
