import { z } from 'zod'
import { FlowClock } from './flow-filter.ts'
import { IssueId, PullRequestId } from './ids.ts'
import { pullHead } from './pull-requests.ts'
import { Shipped } from './shipped.ts'
import { Count, DurationMs, Instant, TimeZone } from './time.ts'

export const PullQuestion = z.object({
  pullRequestId: PullRequestId,
  clock: FlowClock.default('elapsed'),
  timeZone: TimeZone.default('UTC'),
})
export type PullQuestion = z.output<typeof PullQuestion>

const ReviewState = z.enum(['approved', 'changes_requested', 'commented', 'dismissed'])

export const PullDetail = z.object({
  ...pullHead,
  additions: Count.nullable(),
  deletions: Count.nullable(),
  baseBranch: z.string(),
  headBranch: z.string(),
  mergedBy: z.string().nullable(),
  labels: z.array(z.string()),
  firstCommitAt: Instant.nullable(),
  createdAt: Instant,
  readyAt: Instant.nullable(),
  firstReviewAt: Instant.nullable(),
  mergedAt: Instant.nullable(),
  closedAt: Instant.nullable(),
  /** By the asked clock. */
  codingMs: DurationMs.nullable(),
  pickupMs: DurationMs.nullable(),
  reviewMs: DurationMs.nullable(),
  deployMs: DurationMs.nullable(),
  /** Some of its dates contradict each other: that stage has no data. */
  contradictory: z.boolean(),
  reviews: z.array(
    z.object({
      author: z.string().nullable(),
      state: ReviewState,
      at: Instant,
      /** Why it does not count as a review; null: it counts. */
      notCounted: z.enum(['own', 'bot', 'unknown']).nullable(),
    }),
  ),
  comments: Count,
  commits: z.array(z.object({ sha: z.string(), subject: z.string(), author: z.string(), authoredAt: Instant })),
  /** It shipped with, one of each service it changes, the earliest first. */
  deployments: z.array(Shipped.extend({ byTime: z.boolean() })),
  /** Issues its title, branch or commits name; those that are known can be opened. */
  issues: z.array(z.object({ id: IssueId.nullable(), key: z.string(), summary: z.string().nullable() })),
})
export type PullDetail = z.infer<typeof PullDetail>
