import { Button, Group } from '@mantine/core'
import { notifications } from '@mantine/notifications'

const stayMs = 15_000

/** Tells what was done, with a way to take it back for a while. */
export function offerUndo(message: string, undo: () => void): void {
  const id = `undo ${crypto.randomUUID()}`
  const take = () => {
    notifications.hide(id)
    undo()
  }
  notifications.show({
    id,
    // Not over the buttons of drawers and dialogs, which are at the right.
    position: 'bottom-left',
    color: 'teal',
    autoClose: stayMs,
    closeButtonProps: { 'aria-label': 'Close' },
    message: (
      <Group gap="sm" wrap="nowrap" justify="space-between">
        <span>{message}</span>
        <Button size="compact-xs" variant="default" flex="none" onClick={take}>
          Undo
        </Button>
      </Group>
    ),
  })
}
