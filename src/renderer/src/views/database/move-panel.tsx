import { Text } from '@mantine/core'
import type { DatabaseInfo } from '../../../../shared/model/database.ts'
import { useAppInfo } from '../../api/use-app-info.ts'
import { useCommand } from '../../api/use-command.ts'
import { CopyText } from '../../components/copy-text.tsx'
import { Panel } from '../../components/panel.tsx'
import { ReasonedButton } from '../../components/reasoned-button.tsx'
import classes from './database.module.css'
import { PathDialog } from './path-dialog.tsx'
import { folderOf } from './task-texts.ts'
import { useCare } from './use-care.ts'
import { usePathForm } from './use-path-form.ts'

/** Moves everything Weir keeps to another folder. */
export function MovePanel({ info }: { readonly info: DatabaseInfo }) {
  const canBrowse = useAppInfo().data?.canPickFolders ?? false
  const pick = useCommand('app.pickFolders')
  const care = useCare('move')
  const form = usePathForm()
  const browse = () =>
    pick.mutate(undefined, {
      onSuccess([folder]) {
        if (folder !== undefined) form.change(folder)
      },
    })
  return (
    <Panel title="Data folder">
      <p className={classes['note']}>
        Database, backups, mirrors, settings and logs.{' '}
        <CopyText text={folderOf(info.path)} what="path of the data folder" />
      </p>
      <ReasonedButton size="xs" variant="default" disabledBecause={care.refusal} onClick={() => form.open('')}>
        Move data folder…
      </ReasonedButton>
      <PathDialog
        opened={form.opened}
        title="Move the data folder"
        label="New folder"
        path={form.path}
        error={form.error}
        confirmLabel="Move"
        busy={care.pending}
        onBrowse={canBrowse ? browse : null}
        onChange={form.change}
        onConfirm={() => care.begin({ folder: form.path.trim() }, { onBegun: form.close, onFault: form.refuse })}
        onClose={form.close}
      >
        <Text>The folder must be empty, or a new name in one that is there. Then:</Text>
        <ol className={classes['steps']}>
          <li>Everything is copied and checked. Weir cannot be used meanwhile; you can cancel.</li>
          <li>Weir starts again in the new folder, and finds it by itself from then on.</li>
          <li>The old copies are deleted once the new ones have been opened.</li>
        </ol>
      </PathDialog>
    </Panel>
  )
}
