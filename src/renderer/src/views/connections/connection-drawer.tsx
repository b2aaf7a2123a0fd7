import { Drawer } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useEffect, useState } from 'react'
import type { ConnectionDetail, ConnectorSummary } from '../../../../shared/model/connection.ts'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { ConnectionWizard } from './connection-wizard.tsx'

export interface ConnectionDrawerProps {
  /** Null keeps the drawer closed. */
  readonly connector: ConnectorSummary | null
  readonly existing: ConnectionDetail | null
  readonly onClose: () => void
}

/** Adds or edits a connection at the side of the page. What was entered is not thrown away without asking. */
export function ConnectionDrawer({ connector, existing, onClose }: ConnectionDrawerProps) {
  const [touched, setTouched] = useState(false)
  const [asking, dialog] = useDisclosure()
  useUnloadGuard(connector !== null && touched)
  const leave = () => {
    setTouched(false)
    dialog.close()
    onClose()
  }
  return (
    <>
      <Drawer
        opened={connector !== null}
        // Not within the same key press: the question would take the Escape for its own.
        onClose={() => (touched ? void setTimeout(dialog.open) : leave())}
        closeOnEscape={!asking}
        title={existing ? `Edit ${existing.name}` : (connector?.addLabel ?? '')}
        size="min(44rem, 100%)"
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        {connector && (
          <ConnectionWizard connector={connector} existing={existing} onTouched={setTouched} onDone={leave} />
        )}
      </Drawer>
      <ConfirmDialog
        opened={asking}
        title="Discard what you entered?"
        confirmLabel="Discard"
        cancelLabel="Keep editing"
        danger
        onConfirm={leave}
        onCancel={dialog.close}
      >
        The connection has not been saved.
      </ConfirmDialog>
    </>
  )
}

/** Lets the browser ask before the window is closed or reloaded. */
function useUnloadGuard(active: boolean) {
  useEffect(() => {
    if (!active) return
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [active])
}
