import classes from './state-badge.module.css'

export type Tone = 'idle' | 'ok' | 'busy' | 'warning' | 'danger'

/** A state in one or two words, its kind told by a coloured dot besides. */
export function StateBadge({ tone, children }: { readonly tone: Tone; readonly children: string }) {
  return (
    <span className={classes['badge']} data-tone={tone}>
      <span className={classes['dot']} />
      {children}
    </span>
  )
}
