import { useEffect, useState } from 'react'

/** The present instant (epoch ms), renewed every `intervalMs` so that relative times do not stand still. */
export function useNow(intervalMs = 15_000): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), intervalMs)
    return () => clearInterval(timer)
  }, [intervalMs])
  return now
}
