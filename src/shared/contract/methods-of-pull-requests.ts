import { MetricsFilter } from '../model/metrics.ts'
import { PullDetail, PullQuestion } from '../model/pull-detail.ts'
import { PullList, PullMetrics, PullsQuestion, ReviewLoad, ReviewLoadQuestion } from '../model/pull-requests.ts'
import { query } from './define.ts'

/** How pull requests are reviewed and merged. */
export const methodsOfPullRequests = {
  'pullRequests.metrics': query(MetricsFilter, PullMetrics),
  'pullRequests.load': query(ReviewLoadQuestion, ReviewLoad),
  'pullRequests.list': query(PullsQuestion, PullList),
  'pullRequests.get': query(PullQuestion, PullDetail),
} as const
