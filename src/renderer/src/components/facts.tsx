import type { ReactNode } from 'react'
import classes from './facts.module.css'

/** Named facts in a grid; a null value is left out. */
export function Facts({ facts }: { readonly facts: readonly (readonly [name: string, value: ReactNode | null])[] }) {
  return (
    <dl className={classes['facts']}>
      {facts.map(
        ([name, value]) =>
          value !== null && (
            <div key={name}>
              <dt className={classes['name']}>{name}</dt>
              <dd className={classes['value']}>{value}</dd>
            </div>
          ),
      )}
    </dl>
  )
}
