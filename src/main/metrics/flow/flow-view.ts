import type { FlowSnapshot } from './flow-snapshot.ts'
import type { Measure } from './running-time.ts'
import type { WorkTimes } from './work-times.ts'

/** What a question is answered from: the issues that its filter takes, when they started and were done by its rule, its clock. */
export interface FlowView {
  readonly snapshot: FlowSnapshot
  /** Indices into the snapshot, ascending; all of one flow. */
  readonly selected: Int32Array
  /** As of the present. */
  readonly work: WorkTimes
  readonly measure: Measure
}
