import { useId } from 'react'
import { useTimeZone } from '../../../api/use-preferences.ts'
import { formatWeekdayTime } from '../../../format/time.ts'
import classes from './schedule.module.css'
import type { Preview } from './use-preview.ts'

/** The next times of a schedule, in the user's time zone. */
export function SchedulePreview({ preview: { nextRunsAt, error } }: { readonly preview: Preview }) {
  const timeZone = useTimeZone()
  const titleId = useId()
  return (
    <section className={classes['preview']} aria-labelledby={titleId}>
      <h3 className={classes['title']} id={titleId}>
        Next starts ({timeZone.replaceAll('_', ' ')})
      </h3>
      {nextRunsAt && nextRunsAt.length > 0 ? (
        <ol className={classes['times']}>
          {nextRunsAt.map(at => (
            <li key={at}>
              <time dateTime={new Date(at).toISOString()}>{formatWeekdayTime(at, timeZone)}</time>
            </li>
          ))}
        </ol>
      ) : (
        <p className={classes['none']}>
          {nextRunsAt ? 'It never starts.' : error === null ? 'Working them out' : 'None'}
        </p>
      )}
    </section>
  )
}
