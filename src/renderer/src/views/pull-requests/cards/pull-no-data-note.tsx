import type { PullNoData } from '../../../../../shared/model/pull-requests.ts'
import { MissingNote, type MissingNoteProps } from '../../overview/cards/missing-note.tsx'
import type { PullRemedy } from '../pull-context.ts'
import { missingPulls, pullRemedyLabels } from '../pull-no-data.ts'

export interface PullNoDataNoteProps extends Pick<MissingNoteProps, 'height'> {
  readonly reason: PullNoData
  readonly onRemedy: (remedy: PullRemedy) => void
}

/** Why a number about pull requests is missing. */
export function PullNoDataNote({ reason: name, onRemedy, height }: PullNoDataNoteProps) {
  const { reason, advice, remedy } = missingPulls[name]
  return (
    <MissingNote
      {...{ reason, advice, height }}
      remedy={remedy && { label: pullRemedyLabels[remedy], onChoose: () => onRemedy(remedy) }}
    />
  )
}
