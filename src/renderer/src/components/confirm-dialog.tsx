import { Button, Group, Modal, Stack } from '@mantine/core'
import type { ReactNode } from 'react'

export interface ConfirmDialogProps {
  readonly opened: boolean
  readonly title: string
  readonly children: ReactNode
  readonly confirmLabel: string
  readonly cancelLabel?: string
  readonly danger?: boolean
  readonly busy?: boolean
  /** Not to be confirmed yet, as while the impact is being counted. */
  readonly disabled?: boolean
  readonly onConfirm: () => void
  readonly onCancel: () => void
}

/** Asks before something that cannot be taken back. The focus starts on the harmless answer. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  return (
    <Modal opened={props.opened} onClose={props.onCancel} title={props.title} withCloseButton={false}>
      <Stack>
        <div>{props.children}</div>
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={props.onCancel} data-autofocus>
            {props.cancelLabel ?? 'Cancel'}
          </Button>
          <Button
            {...(props.danger && { color: 'red.9' })}
            onClick={props.onConfirm}
            loading={props.busy ?? false}
            disabled={props.disabled ?? false}
          >
            {props.confirmLabel}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
