import { Text } from '@mantine/core'
import type { DatabaseInfo } from '../../../../shared/model/database.ts'
import { useAppInfo } from '../../api/use-app-info.ts'
import { useCommand } from '../../api/use-command.ts'
import { useTimeZone } from '../../api/use-preferences.ts'
import { Panel } from '../../components/panel.tsx'
import { ReasonedButton } from '../../components/reasoned-button.tsx'
import { dayAt } from '../../format/period.ts'
import classes from './database.module.css'
import { PathDialog } from './path-dialog.tsx'
import { folderOf, joined } from './task-texts.ts'
import { useCare } from './use-care.ts'
import { usePathForm } from './use-path-form.ts'

/** Takes the whole database out as one file, without credentials. */
export function ExportPanel({ info }: { readonly info: DatabaseInfo }) {
  const canBrowse = useAppInfo().data?.canPickFolders ?? false
  const pick = useCommand('app.pickSavePath')
  const care = useCare('export')
  const form = usePathForm()
  const suggestedName = `weir-export-${dayAt(Date.now(), useTimeZone())}.db`
  const exportTo = (path: string) => care.begin({ path: path.trim() }, { onBegun: form.close, onFault: form.refuse })
  const browse = () =>
    pick.mutate(
      { suggestedName },
      {
        onSuccess(path) {
          if (path !== null) form.change(path)
        },
      },
    )
  return (
    <Panel title="Export">
      <p className={classes['note']}>
        Everything Weir knows as one SQLite file, to analyse or to hand on. Credentials are left out.
      </p>
      <ReasonedButton
        size="xs"
        variant="default"
        disabledBecause={care.refusal}
        onClick={() => form.open(joined(folderOf(folderOf(info.path)), suggestedName))}
      >
        Export…
      </ReasonedButton>
      <PathDialog
        opened={form.opened}
        title="Export the database"
        label="File"
        path={form.path}
        error={form.error}
        confirmLabel="Export"
        busy={care.pending}
        onBrowse={canBrowse ? browse : null}
        onChange={form.change}
        onConfirm={() => exportTo(form.path)}
        onClose={form.close}
      >
        <Text>A new SQLite file with everything but credentials. A file that is there already is not overwritten.</Text>
      </PathDialog>
    </Panel>
  )
}
