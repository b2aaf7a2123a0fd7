import { z } from 'zod'
import { FlowFilterOptions } from '../model/flow-options.ts'
import { FlowId } from '../model/ids.ts'
import { IssueDetail, IssueQuestion } from '../model/issue-detail.ts'
import { query } from './define.ts'

/** Issues in the flow, and what they can be filtered by. */
export const methodsOfFlow = {
  /** A null flow is the first of the configuration. */
  'flow.filterOptions': query(z.object({ flowId: FlowId.nullable().default(null) }), FlowFilterOptions),
  'issues.get': query(IssueQuestion, IssueDetail),
} as const
