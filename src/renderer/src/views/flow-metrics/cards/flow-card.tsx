import { type ReactNode, useId } from 'react'
import cards from '../../overview/cards/cards.module.css'

export interface FlowCardProps {
  readonly title: string
  readonly definition?: ReactNode
  /** At the right of the title. */
  readonly actions?: ReactNode
  /** The main number and what stands beside it. */
  readonly headline?: ReactNode
  readonly facts?: ReactNode
  /** What makes the numbers doubtful. */
  readonly findings?: ReactNode
  readonly children: ReactNode
  /** What is shown is of an earlier filter; the new answer is on its way. */
  readonly stale: boolean
}

/** A number about flow or a chart of it: what it is, how it is made, what was made of which items. */
export function FlowCard({ title, definition, actions, headline, facts, findings, children, stale }: FlowCardProps) {
  const titleId = useId()
  return (
    <section className={cards['card']} aria-labelledby={titleId} aria-busy={stale} data-stale={stale || undefined}>
      <header className={cards['header']}>
        <h2 id={titleId}>{title}</h2>
        {definition}
        {actions && <div className={cards['summary']}>{actions}</div>}
      </header>
      {headline && <div className={cards['headline']}>{headline}</div>}
      {facts && <div className={cards['facts']}>{facts}</div>}
      {findings}
      <div className={cards['chart']}>{children}</div>
    </section>
  )
}
