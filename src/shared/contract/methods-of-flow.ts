import { z } from 'zod'
import { FlowIssueList, FlowIssuesQuestion } from '../model/flow-issues.ts'
import { FlowFilterOptions } from '../model/flow-options.ts'
import { FlowId } from '../model/ids.ts'
import { IssueDetail, IssueQuestion } from '../model/issue-detail.ts'
import { query } from './define.ts'

/** Issues in the flow, and what they can be filtered by. */
export const methodsOfFlow = {
  /** A null flow is the first of the configuration. */
  'flow.filterOptions': query(z.object({ flowId: FlowId.nullable().default(null) }), FlowFilterOptions),
  /** Pages of the issues behind a number or a mark of a chart. */
  'flow.issues': query(FlowIssuesQuestion, FlowIssueList),
  'issues.get': query(IssueQuestion, IssueDetail),
} as const
