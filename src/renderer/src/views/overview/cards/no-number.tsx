import classes from './cards.module.css'

/** Stands where the number would: a missing number is never 0. */
export const NoNumber = () => <span className={classes['no-number']}>No data</span>
