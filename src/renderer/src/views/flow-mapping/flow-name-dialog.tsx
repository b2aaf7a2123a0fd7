import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'

export interface FlowNameDialogProps {
  readonly opened: boolean
  readonly title: string
  readonly initial: string
  readonly confirmLabel: string
  readonly note?: string
  readonly isTaken: (name: string) => boolean
  readonly onClose: () => void
  readonly onName: (name: string) => void
}

/** Asks for a flow's name. */
export function FlowNameDialog({ opened, title, onClose, ...form }: FlowNameDialogProps) {
  return (
    <Modal opened={opened} onClose={onClose} title={title}>
      <NameForm {...form} onClose={onClose} />
    </Modal>
  )
}

function NameForm(props: Omit<FlowNameDialogProps, 'opened' | 'title'>) {
  const [name, setName] = useState(props.initial)
  const problem = props.isTaken(name) ? 'Another flow has this name' : null
  return (
    <form
      noValidate
      onSubmit={event => {
        event.preventDefault()
        if (name.trim() === '' || problem !== null) return
        props.onName(name.trim())
        props.onClose()
      }}
    >
      <Stack>
        <TextInput
          label="Name"
          data-autofocus
          maxLength={100}
          value={name}
          error={problem}
          onChange={event => setName(event.currentTarget.value)}
        />
        {props.note && (
          <Text size="sm" c="dimmed">
            {props.note}
          </Text>
        )}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={props.onClose}>
            Cancel
          </Button>
          <Button type="submit" disabled={name.trim() === '' || problem !== null}>
            {props.confirmLabel}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
