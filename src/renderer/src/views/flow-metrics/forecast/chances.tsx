import classes from './forecast.module.css'

/** What comes out with which chance. */
export const Chances = ({ rows }: { readonly rows: readonly (readonly string[])[] }) => (
  <dl className={classes['chances']}>
    {rows.map(([chance, value]) => (
      <div key={chance}>
        <dt>{chance}</dt>
        <dd>{value}</dd>
      </div>
    ))}
  </dl>
)
