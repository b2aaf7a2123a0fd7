import { z } from 'zod'
import { CommitId } from './ids.ts'
import { Shipped } from './shipped.ts'
import { Count, Instant } from './time.ts'

/** One of each service; none while it has not been deployed, or where it cannot be told. */
const shipped = z.array(Shipped)

/** The code that names an issue: in a commit's subject, a merged branch, a pull request's title or branch. Newest first. */
export const IssueCode = z.object({
  pullRequests: z.array(
    z.object({
      number: Count,
      title: z.string(),
      url: z.string(),
      repositoryName: z.string(),
      state: z.enum(['open', 'closed', 'merged']),
      updatedAt: Instant,
      shipped,
    }),
  ),
  commits: z.array(
    z.object({
      commitId: CommitId,
      sha: z.string(),
      subject: z.string(),
      repositoryName: z.string(),
      authoredAt: Instant,
      shipped,
    }),
  ),
})
export type IssueCode = z.infer<typeof IssueCode>
