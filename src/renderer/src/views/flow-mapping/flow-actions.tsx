import { Button, FileButton, Group } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconDownload, IconHistory, IconUpload } from '@tabler/icons-react'
import { useRef } from 'react'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import type { FlowEditor } from './use-flow-editor.ts'
import type { FlowTransfer } from './use-flow-transfer.ts'
import { VersionsDrawer } from './versions-drawer.tsx'

/** Versions, import and export. */
export function FlowActions({ editor, transfer }: { readonly editor: FlowEditor; readonly transfer: FlowTransfer }) {
  const [versions, drawer] = useDisclosure()
  const [asking, question] = useDisclosure()
  const openPicker = useRef<() => void>(() => {})
  const reset = useRef<() => void>(null)
  return (
    <Group gap="xs">
      <FileButton
        accept="application/json,.json"
        resetRef={reset}
        inputProps={{ 'aria-label': 'Flow mapping file' }}
        onChange={file => {
          void transfer.importFile(file)
          reset.current?.()
        }}
      >
        {({ onClick }) => {
          openPicker.current = onClick
          return (
            <Button
              variant="default"
              leftSection={<IconUpload size={15} aria-hidden />}
              onClick={editor.changes.length > 0 ? question.open : onClick}
            >
              Import
            </Button>
          )
        }}
      </FileButton>
      <Button
        variant="default"
        leftSection={<IconDownload size={15} aria-hidden />}
        onClick={() => void transfer.exportFile()}
      >
        Export
      </Button>
      <Button variant="default" leftSection={<IconHistory size={15} aria-hidden />} onClick={drawer.open}>
        Versions
      </Button>
      <VersionsDrawer editor={editor} opened={versions} onClose={drawer.close} />
      <ConfirmDialog
        opened={asking}
        title="Import over your draft?"
        confirmLabel="Choose a file"
        onCancel={question.close}
        onConfirm={() => {
          question.close()
          openPicker.current()
        }}
      >
        The file takes the place of your unsaved changes. Undo brings them back.
      </ConfirmDialog>
    </Group>
  )
}
