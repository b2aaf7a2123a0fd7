import { useDisclosure } from '@mantine/hooks'
import { type ReactNode, type SyntheticEvent, useRef } from 'react'
import { ConfirmDialog } from './confirm-dialog.tsx'

export interface GuardedClose {
  /** For the dialog the form is in. */
  readonly onInput: (event: SyntheticEvent) => void
  readonly onClose: () => void
  readonly closeOnEscape: boolean
  /** What is asked; to be drawn beside the dialog. */
  readonly question: ReactNode
}

/** Closes a dialog only after asking when something was entered in a form that is still there: Escape or a click beside it may be a slip. */
export function useGuardedClose(close: () => void): GuardedClose {
  const entered = useRef<HTMLFormElement | null>(null)
  const [asking, question] = useDisclosure()
  const leave = () => {
    entered.current = null
    question.close()
    close()
  }
  return {
    onInput: ({ target }) => {
      entered.current = target instanceof Element ? target.closest('form') : null
    },
    // Not within the same key press: the question would take the Escape for its own.
    onClose: () => (entered.current?.isConnected ? void setTimeout(question.open) : leave()),
    closeOnEscape: !asking,
    question: (
      <ConfirmDialog
        opened={asking}
        title="Discard what you entered?"
        confirmLabel="Discard"
        cancelLabel="Keep editing"
        danger
        onConfirm={leave}
        onCancel={question.close}
      >
        It has not been saved.
      </ConfirmDialog>
    ),
  }
}
