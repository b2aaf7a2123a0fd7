import { ActionIcon, Popover } from '@mantine/core'
import { IconInfoCircle } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import classes from './cards.module.css'

export interface DefinitionProps {
  readonly metric: string
  /** The rule by which the number is made. */
  readonly children: ReactNode
  /** What it was made from: the period, the filters, how many items. */
  readonly facts: readonly (readonly [string, string])[]
}

/** How a number is computed, one click or key away from it. */
export function Definition({ metric, children, facts }: DefinitionProps) {
  return (
    <Popover width={380} position="bottom-start" shadow="md" withArrow trapFocus returnFocus>
      <Popover.Target>
        <ActionIcon variant="subtle" color="gray" c="dimmed" size="sm" aria-label={`How ${metric} is computed`}>
          <IconInfoCircle size={17} aria-hidden />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown aria-label={`How ${metric} is computed`} tabIndex={-1} data-autofocus>
        <div className={classes['definition']}>
          {children}
          <dl>
            {facts.map(([name, value]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        </div>
      </Popover.Dropdown>
    </Popover>
  )
}
