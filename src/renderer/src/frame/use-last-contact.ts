import { useEffect, useState } from 'react'
import { useConnectionState } from '../api/client-context.tsx'

/** When what is on screen was last known to be right (epoch ms); null while it is. */
export function useLastContact(): number | null {
  const state = useConnectionState()
  const inTouch = state === 'live' || state === 'polling'
  const [lostAt, setLostAt] = useState<number | null>(null)
  useEffect(() => {
    if (!inTouch) return
    setLostAt(null)
    return () => setLostAt(Date.now())
  }, [inTouch])
  return inTouch ? null : lostAt
}
