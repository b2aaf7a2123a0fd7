import { Table } from '@mantine/core'
import type { Backup } from '../../../../shared/model/database.ts'
import { useTimeZone } from '../../api/use-preferences.ts'
import { ReasonedButton } from '../../components/reasoned-button.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { formatBytes } from '../../format/number.ts'
import { formatExact } from '../../format/time.ts'
import { reasonTexts } from './task-texts.ts'
import { useCare } from './use-care.ts'

export interface BackupRowProps {
  readonly backup: Backup
  readonly onRestore: () => void
}

/** One backup: when, why, how large, of which schema, and the way back to it. */
export function BackupRow({ backup, onRestore }: BackupRowProps) {
  const { refusal } = useCare('restore')
  const made = formatExact(backup.at, useTimeZone())
  return (
    <Table.Tr>
      <Table.Td>
        {made} (<RelativeTime at={backup.at} />)
      </Table.Td>
      <Table.Td>{reasonTexts[backup.reason]}</Table.Td>
      <Table.Td>{formatBytes(backup.bytes)}</Table.Td>
      <Table.Td>{backup.schemaVersion}</Table.Td>
      <Table.Td>
        <ReasonedButton
          size="compact-xs"
          variant="default"
          disabledBecause={refusal}
          aria-label={`Restore the backup of ${made}`}
          onClick={onRestore}
        >
          Restore…
        </ReasonedButton>
      </Table.Td>
    </Table.Tr>
  )
}
