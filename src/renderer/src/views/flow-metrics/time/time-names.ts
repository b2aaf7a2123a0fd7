import type { TimeKind } from '../../../../../shared/model/flow-metrics.ts'

export const timeNames: Readonly<Record<TimeKind, string>> = { cycle: 'Cycle time', lead: 'Lead time' }
/** From when to when each is counted. */
export const timeSpans: Readonly<Record<TimeKind, string>> = {
  cycle: 'from start to done',
  lead: 'from creation to done',
}
