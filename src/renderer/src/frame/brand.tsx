import classes from './frame.module.css'

/** Weir's name and mark: water over a sill. */
export function Brand() {
  return (
    <span className={classes['brand']}>
      <svg className={classes['mark']} width="20" height="20" viewBox="0 0 20 20" fill="none" aria-hidden="true">
        <path
          d="M2 6.5h6.5c3.5 0 3 7 9.5 7M2 10h4.5c3 0 3 7 7.5 7M2 3h9c3.5 0 3.5 6 7 6"
          stroke="currentColor"
          strokeWidth="1.75"
          strokeLinecap="round"
        />
      </svg>
      Weir
    </span>
  )
}
