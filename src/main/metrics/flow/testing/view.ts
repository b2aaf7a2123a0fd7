import type { BackwardRule } from '../../../../shared/model/flow-filter.ts'
import type { FlowView } from '../flow-view.ts'
import { elapsed } from '../running-time.ts'
import { workTimes } from '../work-times.ts'
import { everyIssue, snapshotOf, type TestIssue, type Way } from './snapshot.ts'

/** All of these issues, in elapsed time. */
export function viewOf(issues: readonly (Way | TestIssue)[], rule: BackwardRule = 'keep'): FlowView {
  const snapshot = snapshotOf(issues)
  return { snapshot, selected: everyIssue(snapshot), work: workTimes(snapshot, rule), measure: elapsed }
}
