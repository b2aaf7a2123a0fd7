import { Button } from '@mantine/core'
import type { FlowVersion } from '../../../../shared/model/flow-mapping.ts'
import { FaultAlert } from '../../components/fault-alert.tsx'
import { Notice } from '../../components/notice.tsx'
import classes from './flow-mapping.module.css'
import type { FlowEditor } from './use-flow-editor.ts'
import type { FlowTransfer } from './use-flow-transfer.ts'

export interface FlowNoticesProps {
  readonly editor: FlowEditor
  readonly version: FlowVersion
  readonly transfer: FlowTransfer
}

/** What the user must know before editing: a file that could not be read, somebody else's version, numbers that are behind. */
export function FlowNotices({ editor, version, transfer }: FlowNoticesProps) {
  return (
    <div className={classes['notices']}>
      {transfer.fault && (
        <FaultAlert
          fault={transfer.fault}
          action={
            <Button size="xs" variant="default" onClick={transfer.forget}>
              Close
            </Button>
          }
        />
      )}
      {editor.outdated && (
        <Notice
          tone="warning"
          title={`${version.author ?? 'Weir'} has saved version ${version.revision} since you began`}
          actions={
            <>
              <Button size="xs" variant="default" onClick={editor.discard}>
                Discard my draft
              </Button>
              <Button size="xs" variant="default" onClick={editor.keepAnyway}>
                Keep my draft instead
              </Button>
            </>
          }
        >
          “{version.summary}”. Your draft was made from an earlier version. Keep it, and saving it replaces theirs.
        </Notice>
      )}
    </div>
  )
}
