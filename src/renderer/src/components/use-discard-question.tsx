import { useDisclosure } from '@mantine/hooks'
import type { ReactNode } from 'react'
import { ConfirmDialog } from './confirm-dialog.tsx'

export interface DiscardQuestion {
  /** For the dialog the form is in. */
  readonly onClose: () => void
  readonly closeOnEscape: boolean
  /** Leaves without asking: what was entered has been saved. */
  readonly leave: () => void
  /** What is asked; to be drawn beside the dialog. */
  readonly question: ReactNode
}

export interface DiscardQuestionOptions {
  readonly isEntered: () => boolean
  readonly onLeave: () => void
  /** A sentence that says what is lost. */
  readonly lost: string
}

/** Asks before a dialog is closed in which something was entered: Escape or a click beside it may be a slip. */
export function useDiscardQuestion({ isEntered, onLeave, lost }: DiscardQuestionOptions): DiscardQuestion {
  const [asking, dialog] = useDisclosure()
  const leave = () => {
    dialog.close()
    onLeave()
  }
  return {
    leave,
    // Not within the same key press: the question would take the Escape for its own.
    onClose: () => (isEntered() ? void setTimeout(dialog.open) : leave()),
    closeOnEscape: !asking,
    question: (
      <ConfirmDialog
        opened={asking}
        title="Discard what you entered?"
        confirmLabel="Discard"
        cancelLabel="Keep editing"
        danger
        onConfirm={leave}
        onCancel={dialog.close}
      >
        {lost}
      </ConfirmDialog>
    ),
  }
}
