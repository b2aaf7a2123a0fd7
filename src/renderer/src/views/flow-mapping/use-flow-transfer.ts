import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import type { Fault } from '../../../../shared/contract/faults.ts'
import type { FlowConfig } from '../../../../shared/model/flow.ts'
import { useClient } from '../../api/client-context.tsx'
import { faultHint, faultOf, faultTitle } from '../../faults.ts'
import { saveFile } from './save-file.ts'

/** Exports what is in force to a file, and reads a file as a draft. */
export function useFlowTransfer(onRead: (config: FlowConfig) => void) {
  const client = useClient()
  const [fault, setFault] = useState<Fault | null>(null)
  return {
    /** Why the last file could not be read. */
    fault,
    forget: () => setFault(null),
    async exportFile() {
      try {
        const { fileName, text } = await client.request('flow.export', {})
        saveFile(fileName, text, 'application/json')
      } catch (error) {
        const known = faultOf(error)
        notifications.show({ color: 'red', title: faultTitle(known.code), message: faultHint(known) })
      }
    },
    async importFile(file: File | null) {
      if (!file) return
      setFault(null)
      try {
        const { config } = await client.request('flow.import', { text: await readText(file) })
        onRead(config)
        notifications.show({
          title: `Read from ${file.name}`,
          message: 'It is your draft now. Look at it, then review and save.',
        })
      } catch (error) {
        setFault(faultOf(error))
      }
    },
  }
}

/** No more than a request can carry, so that a huge file gets its own message. */
const longest = 520_000
const readText = (file: File) => file.slice(0, longest).text()

export type FlowTransfer = ReturnType<typeof useFlowTransfer>
