import { Text } from '@mantine/core'
import { useTimeZone } from '../../api/use-preferences.ts'
import { useRequest } from '../../api/use-request.ts'
import { formatDateTime } from '../../format/time.ts'
import classes from './database.module.css'
import { lostRunsText } from './lost-runs.ts'

/** So many of the newest runs are looked at: more are not worth counting. */
const looked = 100

/** What is no longer there once a backup of `since` (epoch ms) has been restored. */
export function RestoreLoss({ since, canCount }: { readonly since: number; readonly canCount: boolean }) {
  const runs = useRequest('runs.list', { jobId: null, offset: 0, limit: looked }, { enabled: canCount })
  const lost = runs.data && lostRunsText(runs.data.rows, runs.data.total, since)
  const timeZone = useTimeZone()
  return (
    <div>
      <Text>What has come after {formatDateTime(since, timeZone)} is lost:</Text>
      <ul className={classes['steps']}>
        {lost && <li>{lost}</li>}
        <li>changes to connections, their credentials and what they sync</li>
        <li>changes to deployment rules</li>
        <li>what was synced; the next sync fetches it again</li>
      </ul>
    </div>
  )
}
