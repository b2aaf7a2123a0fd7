import type { ConnectionState } from '../../../shared/contract/transport.ts'
import { pollingMs } from '../api/refresher.ts'

/** What the user reads about each state of the connection. */
export const connectionTexts: Readonly<
  Record<ConnectionState, { readonly label: string; readonly explanation: string }>
> = {
  live: { label: 'Live', explanation: 'Changes appear as they happen' },
  connecting: { label: 'Connecting', explanation: 'Waiting for Weir to answer' },
  polling: {
    label: 'Polling',
    explanation: `Live updates do not get through. Weir asks every ${pollingMs / 1000} seconds until they do`,
  },
  reconnecting: { label: 'Reconnecting', explanation: 'Weir does not answer. It is tried again by itself' },
  unauthorized: { label: 'Signed out', explanation: 'A new link is needed' },
  closed: { label: 'Closed', explanation: 'Reload the window to connect again' },
}
