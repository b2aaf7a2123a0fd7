import { Button } from '@mantine/core'
import { useTimeout } from '@mantine/hooks'
import { notifications } from '@mantine/notifications'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useState } from 'react'
import { useClient } from '../../api/client-context.tsx'
import { faultHint, faultOf, faultTitle } from '../../faults.ts'
import { logText } from './log-text.ts'
import type { LogFilter } from './use-run-log.ts'
import { wholeLog } from './whole-log.ts'

/** Copies every matching entry as text. */
export function CopyLog({ filter, disabled }: { readonly filter: LogFilter; readonly disabled: boolean }) {
  const client = useClient()
  const [state, setState] = useState<'idle' | 'busy' | 'copied'>('idle')
  const forget = useTimeout(() => setState('idle'), 2000)
  const copy = async () => {
    setState('busy')
    try {
      await navigator.clipboard.writeText(logText(await wholeLog(client, filter)))
      setState('copied')
      forget.start()
    } catch (error) {
      setState('idle')
      const fault = faultOf(error)
      notifications.show({ color: 'red', title: faultTitle(fault.code), message: faultHint(fault) })
    }
  }
  const copied = state === 'copied'
  return (
    <Button
      size="xs"
      variant="default"
      leftSection={copied ? <IconCheck size={14} aria-hidden /> : <IconCopy size={14} aria-hidden />}
      loading={state === 'busy'}
      disabled={disabled}
      onClick={() => void copy()}
    >
      {copied ? 'Copied' : 'Copy log'}
    </Button>
  )
}
