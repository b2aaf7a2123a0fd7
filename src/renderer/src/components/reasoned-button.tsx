import { Button, type ButtonProps, Tooltip } from '@mantine/core'
import type { ReactNode } from 'react'

export interface ReasonedButtonProps extends ButtonProps {
  readonly children: ReactNode
  /** Why it cannot be used at the moment; null when it can. */
  readonly disabledBecause: string | null
  readonly onClick: () => void
}

/** A button that says why it cannot be used, and stays in reach of the keyboard meanwhile. */
export function ReasonedButton({ disabledBecause, onClick, ...rest }: ReasonedButtonProps) {
  const button = (
    <Button
      {...rest}
      aria-disabled={disabledBecause !== null}
      {...(disabledBecause === null ? { onClick } : { 'data-disabled': true })}
    />
  )
  return disabledBecause === null ? button : <Tooltip label={disabledBecause}>{button}</Tooltip>
}
