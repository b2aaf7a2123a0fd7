import { Stack, Text, Title } from '@mantine/core'
import { useDatabase } from '../api/use-database.ts'
import { BackupTable } from '../views/database/backup-table.tsx'
import { TaskPanel } from '../views/database/task-panel.tsx'
import { folderOf, joined } from '../views/database/task-texts.ts'

/** The way back from a damaged database: its backups, each to be restored. */
export function BlockedBackups() {
  const { info, task } = useDatabase()
  if (!info) return null
  return (
    <Stack gap="sm" mt="md" px="0.625rem">
      {task && <TaskPanel task={task} backupsFolder={joined(folderOf(info.path), 'backups')} />}
      <Title order={2}>Restore a backup</Title>
      {info.backups.length === 0 ? (
        <Text c="dimmed">There is none in the data folder.</Text>
      ) : (
        <BackupTable backups={info.backups} canCountLoss={false} />
      )}
    </Stack>
  )
}
