import { Table, VisuallyHidden } from '@mantine/core'
import { useState } from 'react'
import type { Backup } from '../../../../shared/model/database.ts'
import tableClasses from '../../components/dense-table.module.css'
import { BackupRow } from './backup-row.tsx'
import classes from './database.module.css'
import { RestoreDialog } from './restore-dialog.tsx'

export interface BackupTableProps {
  readonly backups: readonly Backup[]
  /** Whether the present database can be asked for what a restore would lose. */
  readonly canCountLoss: boolean
}

/** Backups, newest first, each with the way back to it. */
export function BackupTable({ backups, canCountLoss }: BackupTableProps) {
  const [chosen, setChosen] = useState<Backup | null>(null)
  return (
    <>
      <Table.ScrollContainer minWidth={480} mt="sm">
        <Table className={`${tableClasses['table']} ${classes['table']}`} aria-label="Backups" verticalSpacing={6}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Made</Table.Th>
              <Table.Th>Why</Table.Th>
              <Table.Th>Size</Table.Th>
              <Table.Th>Schema</Table.Th>
              <Table.Th>
                <VisuallyHidden>Action</VisuallyHidden>
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {backups.map(backup => (
              <BackupRow key={backup.name} backup={backup} onRestore={() => setChosen(backup)} />
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      <RestoreDialog backup={chosen} canCountLoss={canCountLoss} onClose={() => setChosen(null)} />
    </>
  )
}
