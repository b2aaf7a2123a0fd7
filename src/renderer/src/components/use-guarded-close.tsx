import { type SyntheticEvent, useRef } from 'react'
import { type DiscardQuestion, useDiscardQuestion } from './use-discard-question.tsx'

export interface GuardedClose extends Omit<DiscardQuestion, 'leave'> {
  readonly onInput: (event: SyntheticEvent) => void
}

/** Closes a dialog only after asking when something was entered in a form that is still there. */
export function useGuardedClose(close: () => void): GuardedClose {
  const entered = useRef<HTMLFormElement | null>(null)
  const { onClose, closeOnEscape, question } = useDiscardQuestion({
    isEntered: () => entered.current?.isConnected === true,
    onLeave() {
      entered.current = null
      close()
    },
    lost: 'It has not been saved.',
  })
  return {
    onInput: ({ target }) => {
      entered.current = target instanceof Element ? target.closest('form') : null
    },
    ...{ onClose, closeOnEscape, question },
  }
}
