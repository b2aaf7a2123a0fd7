import { Button, Group, Modal, Stack, TextInput } from '@mantine/core'
import type { FormEvent, ReactNode } from 'react'

export interface PathDialogProps {
  readonly opened: boolean
  readonly title: string
  readonly label: string
  readonly path: string
  /** Why the path is not taken. */
  readonly error: string | null
  readonly confirmLabel: string
  readonly busy: boolean
  /** Shows the system's own dialog; null where there is none. */
  readonly onBrowse: (() => void) | null
  readonly onChange: (path: string) => void
  readonly onConfirm: () => void
  readonly onClose: () => void
  /** What will happen. */
  readonly children: ReactNode
}

/** Asks for a path, typed or by the system's own dialog, after saying what it is for. */
export function PathDialog(props: PathDialogProps) {
  const submit = (event: FormEvent) => {
    event.preventDefault()
    props.onConfirm()
  }
  return (
    <Modal opened={props.opened} onClose={props.onClose} title={props.title} size="lg">
      <form onSubmit={submit}>
        <Stack>
          <div>{props.children}</div>
          <Group align="flex-end" gap="xs" wrap="nowrap">
            <TextInput
              flex={1}
              label={props.label}
              value={props.path}
              error={props.error}
              spellCheck={false}
              autoComplete="off"
              data-autofocus
              onChange={event => props.onChange(event.currentTarget.value)}
            />
            {props.onBrowse && (
              <Button variant="default" onClick={props.onBrowse}>
                Browse…
              </Button>
            )}
          </Group>
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={props.onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={props.busy} disabled={props.path.trim() === ''}>
              {props.confirmLabel}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
