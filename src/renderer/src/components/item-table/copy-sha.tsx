import { CopyButton, Tooltip } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import classes from './item-table.module.css'

/** A commit's short sha; a click copies the whole one. Not a tab stop of its own: in a table Ctrl/⌘ C copies it. */
export function CopySha({ sha }: { readonly sha: string }) {
  return (
    <CopyButton value={sha}>
      {({ copied, copy }) => (
        <Tooltip label={copied ? 'Copied' : 'Copy the whole id'}>
          <button
            type="button"
            className={classes['sha']}
            tabIndex={-1}
            aria-label={`Copy commit id ${sha.slice(0, 8)}`}
            onClick={event => {
              event.stopPropagation()
              copy()
            }}
          >
            <code>{sha.slice(0, 8)}</code>
            {copied ? <IconCheck size={13} aria-hidden /> : <IconCopy size={13} aria-hidden />}
          </button>
        </Tooltip>
      )}
    </CopyButton>
  )
}
