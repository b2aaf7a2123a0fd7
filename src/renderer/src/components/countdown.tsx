import { Tooltip } from '@mantine/core'
import { useSyncExternalStore } from 'react'
import { useTimeZone } from '../api/use-preferences.ts'
import { formatUntil } from '../format/duration.ts'
import { formatExact } from '../format/time.ts'
import { everySecond } from './every-second.ts'

/** How long until an instant (epoch ms), counted down by itself: `in 42 min`, then `any moment now`. The exact time on hover. */
export function Countdown({ at }: { readonly at: number }) {
  const text = useSyncExternalStore(everySecond, () => untilText(at - Date.now()))
  const exact = formatExact(at, useTimeZone())
  return (
    <Tooltip label={exact}>
      <time dateTime={new Date(at).toISOString()}>{text}</time>
    </Tooltip>
  )
}

const untilText = (ms: number) => (ms <= 0 ? 'any moment now' : `in ${formatUntil(ms)}`)
