import { MetricsFilter } from '../model/metrics.ts'
import {
  PullDetail,
  PullList,
  PullMetrics,
  PullQuestion,
  PullsQuestion,
  ReviewLoad,
  ReviewLoadQuestion,
} from '../model/pull-requests.ts'
import { query } from './define.ts'

/** How pull requests are reviewed and merged. */
export const methodsOfPullRequests = {
  'pullRequests.metrics': query(MetricsFilter, PullMetrics),
  'pullRequests.load': query(ReviewLoadQuestion, ReviewLoad),
  'pullRequests.list': query(PullsQuestion, PullList),
  'pullRequests.get': query(PullQuestion, PullDetail),
} as const
