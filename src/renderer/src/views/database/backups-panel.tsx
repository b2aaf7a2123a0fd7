import { Switch } from '@mantine/core'
import { IconArchive } from '@tabler/icons-react'
import type { Backup } from '../../../../shared/model/database.ts'
import { usePreferences, useSetPreferences } from '../../api/use-preferences.ts'
import { EmptyNote } from '../../components/empty-note.tsx'
import { Panel } from '../../components/panel.tsx'
import { ReasonedButton } from '../../components/reasoned-button.tsx'
import { BackupTable } from './backup-table.tsx'
import { useCare } from './use-care.ts'

/** The backups, newest first, how they come about and how one is restored. */
export function BackupsPanel({ backups }: { readonly backups: readonly Backup[] }) {
  const { weeklyBackup } = usePreferences()
  const save = useSetPreferences()
  const backUp = useCare('backUp')
  return (
    <Panel
      title="Backups"
      actions={
        <ReasonedButton
          size="xs"
          variant="default"
          loading={backUp.pending}
          disabledBecause={backUp.refusal}
          onClick={() => backUp.begin(undefined)}
        >
          Back up now
        </ReasonedButton>
      }
    >
      <Switch
        label="Back up once a week"
        description="Besides that before every update of the database and before a restore. The newest five are kept."
        checked={weeklyBackup}
        onChange={event => save.mutate({ weeklyBackup: event.currentTarget.checked })}
      />
      {backups.length === 0 ? (
        <EmptyNote icon={<IconArchive size={24} aria-hidden />} title="No backups yet">
          A backup is a copy of the whole database beside it, made while Weir goes on.
        </EmptyNote>
      ) : (
        <BackupTable backups={backups} canCountLoss />
      )}
    </Panel>
  )
}
