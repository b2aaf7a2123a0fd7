import { z } from 'zod'
import { CommitId, DeploymentId } from './ids.ts'
import { Count, Instant } from './time.ts'

/** The deployments something first shipped with, one of each service; none while it has not, or where it cannot be told. */
const Shipped = z.array(
  z.object({
    id: DeploymentId,
    name: z.string(),
    /** Null where the repository is measured as a whole. */
    serviceName: z.string().nullable(),
    finishedAt: Instant,
  }),
)

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
      shipped: Shipped,
    }),
  ),
  commits: z.array(
    z.object({
      commitId: CommitId,
      sha: z.string(),
      subject: z.string(),
      repositoryName: z.string(),
      authoredAt: Instant,
      shipped: Shipped,
    }),
  ),
})
export type IssueCode = z.infer<typeof IssueCode>
