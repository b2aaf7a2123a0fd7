import type { Flow } from '../../../shared/model/flow.ts'
import type { FlowView } from './flow-view.ts'

/** The flow of the issues a question is about. */
export const flowOf = ({ snapshot, selected }: FlowView): Flow | undefined =>
  snapshot.flowsOf[snapshot.flows[selected[0] ?? 0] ?? 0]
