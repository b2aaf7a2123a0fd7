import { useConnectionState } from '../api/client-context.tsx'
import { Notice } from '../components/notice.tsx'

/** Says that what is on screen may be old while the push channel is down. */
export function DisconnectedNotice() {
  const state = useConnectionState()
  if (state !== 'reconnecting' && state !== 'closed') return null
  return (
    <Notice tone="warning" title="No connection to Weir">
      {state === 'reconnecting'
        ? 'What you see may be out of date. Weir reconnects by itself; if it was closed, start it again.'
        : 'What you see may be out of date. Reload the window to connect again.'}
    </Notice>
  )
}
