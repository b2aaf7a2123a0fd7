import { IconAlertTriangle } from '@tabler/icons-react'
import type { FlowFinding, FlowFindings } from '../../../../../shared/model/flow-metrics.ts'
import { formatCount } from '../../../format/number.ts'
import type { FlowContext } from '../flow-context.ts'
import classes from '../flow-metrics.module.css'

export interface FindingLinksProps {
  readonly findings: FlowFindings
  /** Those that touch the numbers beside them. */
  readonly about: readonly FlowFinding[]
  readonly context: Pick<FlowContext, 'onOpen'>
  /** What they were looked for in, where that is not the chosen period as it is known now. */
  readonly of?: { readonly period: { readonly from: number; readonly to: number }; readonly at: number | null }
}

const texts: Readonly<Record<FlowFinding, { readonly short: string; readonly title: string; readonly note: string }>> =
  {
    doneWithoutStart: {
      short: 'done without start',
      title: 'Done without start',
      note: 'They were never in an in-progress step, so they have no cycle time.',
    },
    movedBackwards: {
      short: 'moved backwards',
      title: 'Moved backwards',
      note: 'What that does to their time is the rule chosen above.',
    },
    reopened: {
      short: 'reopened',
      title: 'Reopened',
      note: 'They left a done step in the period: until they are done again they do not count as finished.',
    },
    unmapped: {
      short: 'in an unmapped status',
      title: 'In an unmapped status',
      note: 'Time in a status without a step is neither work nor waiting. Map it in the flow mapping.',
    },
  }

/** What makes the numbers beside it doubtful: how many issues, and a way to them. Nothing where nothing does. */
export function FindingLinks({ findings, about, context, of }: FindingLinksProps) {
  const found = about.filter(finding => findings[finding] > 0)
  if (found.length === 0) return null
  return (
    <ul className={classes['findings']} aria-label="Data quality">
      {found.map(finding => (
        <li key={finding}>
          <button
            type="button"
            className={classes['finding']}
            onClick={() =>
              context.onOpen({
                title: texts[finding].title,
                what: { kind: 'finding', finding, period: of?.period ?? null, at: of?.at ?? null },
                sort: 'done',
                note: texts[finding].note,
              })
            }
          >
            <IconAlertTriangle size={13} aria-hidden />
            {formatCount(findings[finding])} {texts[finding].short}
          </button>
        </li>
      ))}
    </ul>
  )
}
