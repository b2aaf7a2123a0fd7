import { Button, Group, Stack } from '@mantine/core'
import type { ReactNode } from 'react'
import { FaultAlert } from '../../components/fault-alert.tsx'
import { faultOf } from '../../faults.ts'
import classes from './rule.module.css'

export interface RuleFormProps {
  /** The fields, and the preview of what they would find. */
  readonly children: ReactNode
  /** The text of the button that saves. */
  readonly saveLabel: string
  readonly saving: { readonly isPending: boolean; readonly error: Error | null }
  /** Saves what is in the fields; null while they cannot be saved. */
  readonly onSave: (() => void) | null
  /** Goes back to what Weir chooses; null where nothing else was ever chosen. */
  readonly onReset: (() => void) | null
  readonly onClose: () => void
}

/** A form that saves a repository's rules, leaves them, or gives them back to Weir. */
export function RuleForm({ children, saveLabel, saving, onSave, onReset, onClose }: RuleFormProps) {
  return (
    <form
      noValidate
      onSubmit={event => {
        event.preventDefault()
        onSave?.()
      }}
    >
      <Stack gap="md">
        {children}
        {saving.error && <FaultAlert fault={faultOf(saving.error)} />}
        <Group justify="space-between" className={classes['actions'] ?? ''}>
          {onReset === null ? (
            <span className={classes['dimmed']}>Chosen by Weir so far</span>
          ) : (
            <Button variant="subtle" disabled={saving.isPending} onClick={onReset}>
              Reset to Weir’s choice
            </Button>
          )}
          <Group gap="sm">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" disabled={onSave === null} loading={saving.isPending}>
              {saveLabel}
            </Button>
          </Group>
        </Group>
      </Stack>
    </form>
  )
}
