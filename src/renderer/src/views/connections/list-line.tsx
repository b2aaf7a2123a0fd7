import { ActionIcon, Group, TextInput } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import type { ClipboardEvent } from 'react'
import { pastedLines } from './form-values.ts'

export interface ListLineProps {
  readonly name: string
  readonly placeholder: string
  readonly text: string
  readonly error: string | undefined
  readonly autoFocus: boolean
  readonly removable: boolean
  readonly onChange: (text: string) => void
  /** Several lines were pasted into this one. */
  readonly onPasteLines: (lines: readonly string[]) => void
  readonly onRemove: () => void
}

/** One line of a list field. */
export function ListLine(props: ListLineProps) {
  const paste = (event: ClipboardEvent<HTMLInputElement>) => {
    const pasted = pastedLines(event.clipboardData.getData('text'))
    if (pasted.length < 2) return
    event.preventDefault()
    props.onPasteLines(pasted)
  }
  return (
    <Group gap={6} wrap="nowrap" align="flex-start">
      <TextInput
        flex={1}
        aria-label={props.name}
        placeholder={props.placeholder}
        value={props.text}
        error={props.error}
        {...(props.autoFocus && { 'data-autofocus': true })}
        spellCheck={false}
        onChange={event => props.onChange(event.currentTarget.value)}
        onPaste={paste}
      />
      {props.removable && (
        <ActionIcon
          variant="subtle"
          color="gray"
          size="input-sm"
          aria-label={`Remove ${props.name}`}
          onClick={props.onRemove}
        >
          <IconX size={16} aria-hidden />
        </ActionIcon>
      )}
    </Group>
  )
}
