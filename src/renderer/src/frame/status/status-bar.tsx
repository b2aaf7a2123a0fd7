import { useConnectionState } from '../../api/client-context.tsx'
import { ConnectionMark } from '../connection-mark.tsx'
import { DatabaseTaskMark } from './database-task-mark.tsx'
import { DiskMark } from './disk-mark.tsx'
import { HealthMark } from './health-mark.tsx'
import classes from './status-bar.module.css'
import { WorkMark } from './work-mark.tsx'

/** One quiet line below everything: how the system is, what goes on, whether it is live. Each part leads to its page. */
export function StatusBar() {
  const state = useConnectionState()
  const old = state === 'reconnecting' || state === 'closed'
  return (
    <div className={classes['bar']}>
      <div className={classes['parts']} {...(old && { 'data-old': true })}>
        <HealthMark />
        <DiskMark />
        <DatabaseTaskMark />
        <WorkMark />
      </div>
      <ConnectionMark />
    </div>
  )
}
