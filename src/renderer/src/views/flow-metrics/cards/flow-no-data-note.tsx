import type { FlowNoData } from '../../../../../shared/model/flow-metrics.ts'
import { MissingNote, type MissingNoteProps } from '../../overview/cards/missing-note.tsx'
import type { FlowRemedy } from '../flow-context.ts'
import { flowRemedyLabels, missingFlowInput } from '../flow-no-data.ts'

export interface FlowNoDataNoteProps extends Pick<MissingNoteProps, 'height'> {
  readonly reason: FlowNoData
  readonly onRemedy: (remedy: FlowRemedy) => void
}

/** Why a number about flow is missing. */
export function FlowNoDataNote({ reason: name, onRemedy, height }: FlowNoDataNoteProps) {
  const { reason, advice, remedy } = missingFlowInput[name]
  return (
    <MissingNote
      {...{ reason, advice, height }}
      remedy={remedy && { label: flowRemedyLabels[remedy], onChoose: () => onRemedy(remedy) }}
    />
  )
}
