import { Button, type ButtonProps, Tooltip } from '@mantine/core'
import type { ReactNode } from 'react'

export interface ReasonedButtonProps extends ButtonProps {
  readonly children: ReactNode
  /** Why it cannot be used at the moment; null when it can. */
  readonly disabledBecause: string | null
  readonly onClick: () => void
}

/**
 * A button that says why it cannot be used, and stays in reach of the keyboard meanwhile: the same element throughout, so that the
 * focus stays on it when its own work is the reason.
 */
export function ReasonedButton({ disabledBecause, onClick, loading = false, ...rest }: ReasonedButtonProps) {
  const usable = disabledBecause === null && !loading
  return (
    <Tooltip label={disabledBecause ?? ''} disabled={disabledBecause === null}>
      <Button
        {...rest}
        aria-disabled={disabledBecause !== null}
        aria-busy={loading}
        {...(usable ? { onClick } : { 'data-disabled': true })}
      />
    </Tooltip>
  )
}
