import type { NoData } from '../../../../../shared/model/metrics.ts'
import { missingInput, type Remedy } from '../no-data.ts'
import { MissingNote, type MissingNoteProps } from './missing-note.tsx'

export interface NoDataNoteProps extends Pick<MissingNoteProps, 'height'> {
  readonly reason: NoData
  readonly onRemedy: (remedy: Remedy) => void
  /** Data are being read now: what is missing may still come. */
  readonly syncing: boolean
}

const remedyLabels: Readonly<Record<Remedy, string>> = {
  repositories: 'Open connections',
  rule: 'Edit deployment rule',
  incidents: 'Edit incident rules',
  period: 'Show the whole history',
}

/** Why a number about delivery is missing. */
export function NoDataNote({ reason: name, onRemedy, syncing, height }: NoDataNoteProps) {
  const { reason, advice, remedy } = missingInput[name]
  return (
    <MissingNote
      reason={reason}
      advice={syncing ? 'A sync is running: numbers appear as soon as there are any.' : advice}
      remedy={syncing ? null : { label: remedyLabels[remedy], onChoose: () => onRemedy(remedy) }}
      height={height}
    />
  )
}
