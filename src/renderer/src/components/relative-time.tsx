import { Tooltip } from '@mantine/core'
import { useTimeZone } from '../api/use-preferences.ts'
import { formatExact, formatRelative } from '../format/time.ts'
import { useNow } from './use-now.ts'

/** How long ago an instant (epoch ms) is; its exact time on hover. */
export function RelativeTime({ at }: { readonly at: number }) {
  const now = useNow()
  const exact = formatExact(at, useTimeZone())
  return (
    <Tooltip label={exact}>
      <time dateTime={new Date(at).toISOString()}>{formatRelative(at, now)}</time>
    </Tooltip>
  )
}
