import { useConnectionState } from '../api/client-context.tsx'
import { useTimeZone } from '../api/use-preferences.ts'
import { Notice } from '../components/notice.tsx'
import { formatClockSeconds } from '../format/time.ts'
import { useLastContact } from './use-last-contact.ts'

/** Says how old what is on screen is while Weir does not answer. */
export function DisconnectedNotice() {
  const state = useConnectionState()
  const lostAt = useLastContact()
  const timeZone = useTimeZone()
  if (state !== 'reconnecting' && state !== 'closed') return null
  const age =
    lostAt === null ? 'What you see may be out of date.' : `What you see is of ${formatClockSeconds(lostAt, timeZone)}.`
  return (
    <Notice tone="warning" title="No connection to Weir">
      {age}{' '}
      {state === 'reconnecting'
        ? 'Weir reconnects by itself; if it was closed, start it again.'
        : 'Reload the window to connect again.'}
    </Notice>
  )
}
