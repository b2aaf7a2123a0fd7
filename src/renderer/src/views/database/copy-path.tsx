import { ActionIcon, Tooltip } from '@mantine/core'
import { useClipboard } from '@mantine/hooks'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import classes from './database.module.css'

/** A path, whole, with the button that copies it. `what` says whose it is. */
export function CopyPath({ path, what }: { readonly path: string; readonly what: string }) {
  const clipboard = useClipboard({ timeout: 2000 })
  return (
    <span className={classes['path']}>
      <code>{path}</code>
      <Tooltip label={clipboard.copied ? 'Copied' : 'Copy'}>
        <ActionIcon
          variant="subtle"
          color="gray"
          size="sm"
          aria-label={clipboard.copied ? `Copied: ${what}` : `Copy: ${what}`}
          onClick={() => clipboard.copy(path)}
        >
          {clipboard.copied ? <IconCheck size={14} aria-hidden /> : <IconCopy size={14} aria-hidden />}
        </ActionIcon>
      </Tooltip>
    </span>
  )
}
