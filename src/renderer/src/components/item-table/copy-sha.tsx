import { IconCheck, IconCopy } from '@tabler/icons-react'
import { type MouseEvent, useState } from 'react'
import classes from './item-table.module.css'

/** A commit's short sha; a click copies the whole one. Not a tab stop of its own: in a table Ctrl/⌘ C copies it. */
export function CopySha({ sha }: { readonly sha: string }) {
  const [copied, setCopied] = useState(false)
  const copy = async (event: MouseEvent) => {
    event.stopPropagation()
    await navigator.clipboard.writeText(sha)
    setCopied(true)
  }
  return (
    <button
      type="button"
      className={classes['sha']}
      tabIndex={-1}
      title={copied ? 'Copied' : `Copy ${sha}`}
      aria-label={`Copy commit id ${sha.slice(0, 8)}`}
      onClick={copy}
      onPointerLeave={() => setCopied(false)}
    >
      <code>{sha.slice(0, 8)}</code>
      {copied ? <IconCheck size={13} aria-hidden /> : <IconCopy size={13} aria-hidden />}
    </button>
  )
}
