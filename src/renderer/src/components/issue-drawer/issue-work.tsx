import { Text } from '@mantine/core'
import type { BackwardRule, FlowClock } from '../../../../shared/model/flow-filter.ts'
import type { IssueDetail } from '../../../../shared/model/issue-detail.ts'
import { useTimeZone } from '../../api/use-preferences.ts'
import { formatDateTime } from '../../format/time.ts'
import { clockTexts, durationBy } from '../detail/clock-texts.ts'
import { Facts } from '../facts.tsx'
import { Notice } from '../notice.tsx'
import { notCountedTexts, ruleTexts, workNote } from './work-texts.ts'

interface IssueWorkProps {
  readonly issue: IssueDetail
  readonly backward: BackwardRule
  readonly clock: FlowClock
}

/** When work on it started and was done, and how long that is; or why it counts nowhere. */
export function IssueWork({ issue, backward, clock }: IssueWorkProps) {
  const timeZone = useTimeZone()
  const { work, flow, notCounted } = issue
  const instant = (at: number | null) => (at === null ? null : formatDateTime(at, timeZone))
  const duration = (ms: number | null) => (ms === null ? null : durationBy[clock](ms))
  const note = workNote(issue)
  return (
    <div>
      {notCounted !== null && (
        <Notice tone="warning" title="This issue is not counted" live={false}>
          {notCountedTexts[notCounted]}
        </Notice>
      )}
      {flow && (
        <>
          <Facts
            facts={[
              ['Flow', flow.name],
              ['Created', instant(issue.createdAt)],
              ['Started', instant(work.startedAt) ?? 'not started'],
              ['Done', instant(work.doneAt) ?? 'not done'],
              ['Cycle time', duration(work.cycleMs)],
              ['Lead time', duration(work.leadMs)],
              ['Age', duration(work.ageMs)],
              ['Flagged', work.flaggedMs === 0 ? null : duration(work.flaggedMs)],
            ]}
          />
          <Text size="xs" c="dimmed" mt="xs">
            {note ?? `${ruleTexts[backward]} ${clockTexts[clock]}`}
          </Text>
        </>
      )}
    </div>
  )
}
