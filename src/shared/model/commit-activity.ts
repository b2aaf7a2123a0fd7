import { z } from 'zod'
import { CommitId, RepositoryId } from './ids.ts'
import { NoData } from './metrics.ts'
import { Count, Instant } from './time.ts'

export const CommitActivity = z.object({
  commits: Count,
  authors: Count,
  additions: Count,
  deletions: Count,
  commitsWithoutStats: Count,
  buckets: z.array(
    z.object({ start: Instant, end: Instant, commits: Count, authors: Count, additions: Count, deletions: Count }),
  ),
  noData: NoData.nullable(),
})
export type CommitActivity = z.infer<typeof CommitActivity>

export const CommitItem = z.object({
  commitId: CommitId,
  repositoryId: RepositoryId,
  repositoryName: z.string(),
  sha: z.string(),
  subject: z.string(),
  author: z.string(),
  authoredAt: Instant,
  merge: z.boolean(),
  additions: Count.nullable(),
  deletions: Count.nullable(),
  files: Count.nullable(),
})
export type CommitItem = z.infer<typeof CommitItem>
