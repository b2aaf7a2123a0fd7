import { Anchor } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import classes from './flow-review.module.css'

const mostShown = 6

/** What changes, a line each; the first ones of many. */
export function ChangeList({ changes }: { readonly changes: readonly string[] }) {
  const [all, { open }] = useDisclosure()
  const shown = all ? changes : changes.slice(0, mostShown)
  const rest = changes.length - shown.length
  if (changes.length === 0) return <p className={classes['note']}>Nothing differs.</p>
  return (
    <div>
      <ul className={classes['changes']} aria-label="Changes">
        {shown.map(change => (
          <li key={change}>{change}</li>
        ))}
      </ul>
      {rest > 0 && (
        <Anchor component="button" type="button" size="sm" onClick={open}>
          and {rest} more
        </Anchor>
      )}
    </div>
  )
}
