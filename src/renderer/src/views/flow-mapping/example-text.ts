import type { IssueOutcome } from '../../../../shared/model/flow-mapping.ts'
import { formatDuration } from '../../format/duration.ts'

/** What becomes of an issue, on one line. */
export function exampleText(before: IssueOutcome, after: IssueOutcome): string {
  const [was, is] = [outcomeText(before), outcomeText(after)]
  return was === is ? `${is}, as now; the steps before differ` : `${was} → ${is}`
}

function outcomeText({ flow, step, startedAt, doneAt }: IssueOutcome): string {
  if (flow === null) return 'in no flow'
  const where = step ?? 'Unmapped'
  if (doneAt === null) return startedAt === null ? `${where}, not started` : where
  return startedAt === null ? `${where}, no start known` : `${where} after ${formatDuration(doneAt - startedAt)}`
}
