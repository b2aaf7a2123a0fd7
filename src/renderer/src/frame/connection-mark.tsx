import { Tooltip } from '@mantine/core'
import { useConnectionState } from '../api/client-context.tsx'
import { connectionTexts } from './connection-texts.ts'
import classes from './frame.module.css'

/** Whether what is on screen is live. */
export function ConnectionMark() {
  const state = useConnectionState()
  const { label, explanation } = connectionTexts[state]
  return (
    <Tooltip label={explanation} position="top-end">
      <output className={classes['connection']} aria-label={`Connection: ${label}`}>
        <span className={classes['dot']} data-state={state} />
        {label}
      </output>
    </Tooltip>
  )
}
