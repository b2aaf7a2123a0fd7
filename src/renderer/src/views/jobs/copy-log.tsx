import { Button } from '@mantine/core'
import { useClipboard } from '@mantine/hooks'
import { notifications } from '@mantine/notifications'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useState } from 'react'
import { useClient } from '../../api/client-context.tsx'
import { faultHint, faultOf, faultTitle } from '../../faults.ts'
import { logText } from './log-text.ts'
import type { LogFilter } from './use-run-log.ts'

/** Copies the newest thousand matching entries as text. */
export function CopyLog({ filter, disabled }: { readonly filter: LogFilter; readonly disabled: boolean }) {
  const client = useClient()
  const clipboard = useClipboard({ timeout: 2000 })
  const [busy, setBusy] = useState(false)
  const copy = async () => {
    setBusy(true)
    try {
      const { rows } = await client.request('runs.log', { ...filter, offset: 0, limit: 1000 })
      clipboard.copy(logText(rows))
    } catch (error) {
      const fault = faultOf(error)
      notifications.show({ color: 'red', title: faultTitle(fault.code), message: faultHint(fault) })
    } finally {
      setBusy(false)
    }
  }
  return (
    <Button
      size="xs"
      variant="default"
      leftSection={clipboard.copied ? <IconCheck size={14} aria-hidden /> : <IconCopy size={14} aria-hidden />}
      loading={busy}
      disabled={disabled}
      onClick={() => void copy()}
    >
      {clipboard.copied ? 'Copied' : 'Copy'}
    </Button>
  )
}
