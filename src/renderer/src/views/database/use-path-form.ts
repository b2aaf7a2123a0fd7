import { useState } from 'react'
import type { Fault } from '../../../../shared/contract/faults.ts'
import { faultHint } from '../../faults.ts'

/** A dialog's path and why it was not taken. */
export function usePathForm() {
  const [opened, setOpened] = useState(false)
  const [path, setPath] = useState('')
  const [error, setError] = useState<string | null>(null)
  return {
    opened,
    path,
    error,
    open(initial: string) {
      setPath(initial)
      setError(null)
      setOpened(true)
    },
    change(next: string) {
      setPath(next)
      setError(null)
    },
    refuse: (fault: Fault) => setError(faultHint(fault)),
    close: () => setOpened(false),
  }
}
