import { VisuallyHidden } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import classes from './steps.module.css'

export interface StepsProps {
  readonly labels: readonly string[]
  /** Which one is being done, counted from 0. */
  readonly active: number
}

/** Where one is in a sequence of steps. */
export function Steps({ labels, active }: StepsProps) {
  return (
    <ol className={classes['steps']} aria-label="Steps">
      {labels.map((label, index) => (
        <li
          key={label}
          className={classes['step']}
          {...(index === active && { 'aria-current': 'step' as const })}
          {...(index < active && { 'data-done': true })}
        >
          <span className={classes['number']} aria-hidden>
            {index < active ? <IconCheck size={13} stroke={2.5} /> : index + 1}
          </span>
          {label}
          {index < active && <VisuallyHidden>done</VisuallyHidden>}
        </li>
      ))}
    </ol>
  )
}
