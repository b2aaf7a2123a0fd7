import { Button, Group, Modal, Stack } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { describeChanges } from '../../../../shared/flow/describe-changes.ts'
import type { FlowVersion } from '../../../../shared/model/flow-mapping.ts'
import { useCommand } from '../../api/use-command.ts'
import { useTimeZone } from '../../api/use-preferences.ts'
import { useRequest } from '../../api/use-request.ts'
import { FaultAlert } from '../../components/fault-alert.tsx'
import { RequestState } from '../../components/request-state.tsx'
import { faultOf } from '../../faults.ts'
import { formatDateTime } from '../../format/time.ts'
import { ChangeList } from './change-list.tsx'
import classes from './flow-review.module.css'
import { Impact } from './impact.tsx'
import type { FlowEditor } from './use-flow-editor.ts'

export interface VersionDialogProps {
  readonly editor: FlowEditor
  /** Null while the dialog is closed. */
  readonly version: FlowVersion | null
  readonly onClose: () => void
  readonly onRestored: () => void
}

/** An earlier version: how it differs from the one in force, what restoring it would do, and restoring it. */
export function VersionDialog({ version, onClose, ...rest }: VersionDialogProps) {
  return (
    <Modal
      opened={version !== null}
      onClose={onClose}
      size="42rem"
      title={version ? `Version ${version.revision}` : ''}
    >
      {version && <Version {...rest} version={version} onClose={onClose} />}
    </Modal>
  )
}

interface VersionProps extends VersionDialogProps {
  readonly version: FlowVersion
}

function Version({ editor, version, onClose, onRestored }: VersionProps) {
  const timeZone = useTimeZone()
  const request = useRequest('flow.version', { revision: version.revision })
  const restore = useCommand('flow.restore', { quiet: true })
  const { inForce } = editor
  const submit = () =>
    restore.mutate(
      { revision: version.revision, baseRevision: inForce.revision },
      {
        onSuccess: () => {
          editor.discard()
          notifications.show({
            title: `Version ${version.revision} restored`,
            message: 'It is saved as the newest; the one before is still among the versions.',
          })
          onRestored()
        },
      },
    )
  return (
    <Stack gap="md">
      <p className={classes['note']}>
        “{version.summary}”, saved by {version.author ?? 'Weir'} on {formatDateTime(version.savedAt, timeZone)}.
        Restoring it would change:
      </p>
      <RequestState request={request} noun="the version">
        {({ config }) => (
          <>
            <ChangeList changes={describeChanges(inForce.config, config)} />
            <Impact config={config} />
          </>
        )}
      </RequestState>
      {restore.error && <FaultAlert fault={faultOf(restore.error)} />}
      <Group justify="flex-end" gap="sm" className={classes['reviewFoot'] ?? ''}>
        <Button variant="default" onClick={onClose} data-autofocus>
          Cancel
        </Button>
        <Button loading={restore.isPending} onClick={submit}>
          {editor.changes.length > 0 ? 'Discard draft and restore' : 'Restore'}
        </Button>
      </Group>
    </Stack>
  )
}
