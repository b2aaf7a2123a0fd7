import { ActionIcon, Button, Group, Tooltip } from '@mantine/core'
import { useDisclosure, useHotkeys } from '@mantine/hooks'
import { IconArrowBackUp, IconArrowForwardUp } from '@tabler/icons-react'
import { isError } from '../../../../shared/flow/validate-flow-config.ts'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { formatNoun } from '../../format/number.ts'
import classes from './flow-mapping.module.css'
import { ReviewDialog } from './review-dialog.tsx'
import type { FlowEditor } from './use-flow-editor.ts'

/** The draft, always in sight while there is one: what it comes to, undo and redo, discard, review. */
export function DraftBar({ editor }: { readonly editor: FlowEditor }) {
  const [reviewing, review] = useDisclosure()
  const [asking, question] = useDisclosure()
  useHotkeys(
    [
      ['mod+Z', onPage(editor.undo)],
      ['mod+shift+Z', onPage(editor.redo)],
      ['mod+Y', onPage(editor.redo)],
    ],
    ['INPUT', 'TEXTAREA'],
  )
  const { changes, canUndo, canRedo } = editor
  const errors = editor.problems.filter(isError).length
  const shown = changes.length > 0 || canUndo || canRedo
  return (
    <>
      {shown && (
        <section className={classes['draftBar']} aria-label="Draft">
          <p className={classes['draftText']} role="status">
            {changes.length === 0 ? 'No unsaved changes' : formatNoun(changes.length, 'unsaved change')}
            {errors > 0 && <span className={classes['errors']}> · {formatNoun(errors, 'problem')} to mend</span>}
          </p>
          <Group gap="xs" wrap="nowrap">
            <HistoryButton label="Undo" keys="Ctrl Z" possible={canUndo} onClick={editor.undo}>
              <IconArrowBackUp size={18} aria-hidden />
            </HistoryButton>
            <HistoryButton label="Redo" keys="Ctrl Shift Z" possible={canRedo} onClick={editor.redo}>
              <IconArrowForwardUp size={18} aria-hidden />
            </HistoryButton>
            <Button variant="default" disabled={changes.length === 0} onClick={question.open}>
              Discard
            </Button>
            <Button disabled={changes.length === 0 || editor.outdated} onClick={review.open}>
              Review and save
            </Button>
          </Group>
        </section>
      )}
      <ReviewDialog editor={editor} opened={reviewing} onClose={review.close} />
      <ConfirmDialog
        opened={asking}
        title="Discard your changes?"
        confirmLabel="Discard changes"
        cancelLabel="Keep them"
        danger
        onCancel={question.close}
        onConfirm={() => {
          question.close()
          editor.discard()
        }}
      >
        {formatNoun(changes.length, 'unsaved change goes', 'unsaved changes go')} away. What is in force stays as it is.
      </ConfirmDialog>
    </>
  )
}

/** A dialog is about what it shows: nothing changes behind it. */
const onPage = (act: () => void) => (event: KeyboardEvent) => {
  if (!(event.target instanceof Element && event.target.closest('[aria-modal="true"]'))) act()
}

interface HistoryButtonProps {
  readonly label: string
  readonly keys: string
  readonly possible: boolean
  readonly onClick: () => void
  readonly children: React.ReactNode
}

/** Stays in reach of the keyboard when there is nothing more to take back. */
function HistoryButton({ label, keys, possible, onClick, children }: HistoryButtonProps) {
  return (
    <Tooltip label={`${label} (${keys})`}>
      <ActionIcon
        variant="default"
        size="lg"
        aria-label={label}
        aria-disabled={!possible}
        {...(possible ? { onClick } : { 'data-disabled': true })}
      >
        {children}
      </ActionIcon>
    </Tooltip>
  )
}
