import { Button } from '@mantine/core'
import type { Fault } from '../../../../shared/contract/faults.ts'
import type { FlowVersion } from '../../../../shared/model/flow-mapping.ts'
import { Notice } from '../../components/notice.tsx'
import { faultHint } from '../../faults.ts'
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
        <Notice
          tone="danger"
          title="The file was not imported"
          {...detailsOf(transfer.fault)}
          actions={
            <Button size="xs" variant="default" onClick={transfer.forget}>
              Close
            </Button>
          }
        >
          {faultHint(transfer.fault)}
        </Notice>
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

const mostPlaces = 3

/** The first places of a damaged file. */
function detailsOf({ fields = [] }: Fault): { readonly details?: string } {
  if (fields.length === 0) return {}
  return {
    details: fields
      .slice(0, mostPlaces)
      .map(({ path, message }) => `${path}: ${message}`)
      .join(' · '),
  }
}
