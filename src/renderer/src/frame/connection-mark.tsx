import { Tooltip } from '@mantine/core'
import { useConnectionState } from '../api/client-context.tsx'
import { pollingMs } from '../api/refetch-interval.ts'
import classes from './frame.module.css'

const texts = {
  live: { label: 'Live', explanation: 'Changes appear as they happen' },
  connecting: { label: 'Connecting', explanation: 'Waiting for Weir to answer' },
  reconnecting: {
    label: 'Reconnecting',
    explanation: `The connection dropped. Weir reconnects by itself and asks every ${pollingMs / 1000} seconds meanwhile`,
  },
  unauthorized: { label: 'Signed out', explanation: 'A new link is needed' },
  closed: { label: 'Closed', explanation: 'Reload the window to connect again' },
} as const

/** Whether what is on screen is live. */
export function ConnectionMark() {
  const state = useConnectionState()
  const { label, explanation } = texts[state]
  return (
    <Tooltip label={explanation} position="top-start">
      <output className={classes['connection']} aria-label={`Connection: ${label}`}>
        <span className={classes['dot']} data-state={state} />
        {label}
      </output>
    </Tooltip>
  )
}
