import type { FlowConfig } from '../../../../shared/model/flow.ts'
import type { KnownStatus } from '../../../../shared/model/flow-mapping.ts'
import classes from './flow-review.module.css'
import { placedStatuses } from './placed-statuses.ts'
import { unmappedText } from './unmapped-text.ts'

export interface UnmappedNoteProps {
  readonly config: FlowConfig
  readonly statuses: readonly KnownStatus[]
}

/** Which statuses would stay without a step, for each flow that issue types use. */
export function UnmappedNote({ config, statuses }: UnmappedNoteProps) {
  const used = new Set(config.issueTypes.map(type => type.flowId))
  const flows = config.flows.filter(({ id }) => used.has(id))
  return flows.map(flow => {
    const text = unmappedText(flow.name, placedStatuses(config, flow, statuses))
    return (
      text && (
        <p key={flow.id} className={classes['unmapped']}>
          {text}
        </p>
      )
    )
  })
}
