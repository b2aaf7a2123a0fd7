import { Drawer } from '@mantine/core'
import { useEffect, useState } from 'react'
import type { ConnectionDetail, ConnectorSummary } from '../../../../shared/model/connection.ts'
import { useDiscardQuestion } from '../../components/use-discard-question.tsx'
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
  useUnloadGuard(connector !== null && touched)
  const discarding = useDiscardQuestion({
    isEntered: () => touched,
    onLeave() {
      setTouched(false)
      onClose()
    },
    lost: 'The connection has not been saved.',
  })
  return (
    <>
      <Drawer
        opened={connector !== null}
        onClose={discarding.onClose}
        closeOnEscape={discarding.closeOnEscape}
        title={existing ? `Edit ${existing.name}` : (connector?.addLabel ?? '')}
        size="min(44rem, 100%)"
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        {connector && (
          <ConnectionWizard
            connector={connector}
            existing={existing}
            onTouched={setTouched}
            onDone={discarding.leave}
          />
        )}
      </Drawer>
      {discarding.question}
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
