import { ActionIcon, Tooltip } from '@mantine/core'
import { useClipboard } from '@mantine/hooks'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import classes from './copy-text.module.css'

/** A text such as a path, whole, with the button that copies it. `what` says what it is. */
export function CopyText({ text, what }: { readonly text: string; readonly what: string }) {
  const clipboard = useClipboard({ timeout: 2000 })
  return (
    <span className={classes['text']}>
      <code>{text}</code>
      <Tooltip label={clipboard.copied ? 'Copied' : 'Copy'}>
        <ActionIcon
          variant="subtle"
          color="gray"
          size="sm"
          aria-label={clipboard.copied ? `Copied: ${what}` : `Copy: ${what}`}
          onClick={() => clipboard.copy(text)}
        >
          {clipboard.copied ? <IconCheck size={14} aria-hidden /> : <IconCopy size={14} aria-hidden />}
        </ActionIcon>
      </Tooltip>
    </span>
  )
}
