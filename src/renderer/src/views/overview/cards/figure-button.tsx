import type { ReactNode } from 'react'
import classes from './cards.module.css'

export interface FigureButtonProps {
  readonly children: ReactNode
  readonly onOpen: () => void
  /** Larger, for a card's main number. */
  readonly main?: boolean
  /** The accessible name where the visible text alone does not say what it is. */
  readonly label?: string
}

/** A number that opens the items behind it. */
export function FigureButton({ children, onOpen, main = false, label }: FigureButtonProps) {
  return (
    <button
      type="button"
      className={classes[main ? 'main-figure' : 'figure']}
      onClick={onOpen}
      {...(label !== undefined && { 'aria-label': label })}
    >
      {children}
    </button>
  )
}
