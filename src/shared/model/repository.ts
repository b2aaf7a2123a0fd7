import { z } from 'zod'
import { ConnectionId, DataSourceId, RepositoryId } from './ids.ts'
import { Count, Instant } from './time.ts'

/** A regular expression the user wrote, in JavaScript's syntax. */
export const Pattern = z
  .string()
  .min(1)
  .max(500)
  .refine(
    source => {
      try {
        return Boolean(new RegExp(source, 'u'))
      } catch {
        return false
      }
    },
    { error: 'Not a valid regular expression' },
  )

/**
 * What counts as a deployment of a repository: tags whose name matches, merge commits on a branch, or every commit on it
 * (for squash merges and trunk-based work); at a code host, deployments to an environment whose name matches, releases, or runs of a
 * workflow whose name matches (of those, jobs whose name matches). A null branch means the default one.
 */
export const DeploymentRule = z.discriminatedUnion('source', [
  z.object({ source: z.literal('deployments'), environment: Pattern }),
  z.object({ source: z.literal('releases'), prereleases: z.boolean() }),
  z.object({ source: z.literal('workflows'), workflow: Pattern, job: Pattern.nullable() }),
  z.object({ source: z.literal('tags'), pattern: Pattern }),
  z.object({ source: z.literal('merges'), branch: z.string().min(1).nullable() }),
  z.object({ source: z.literal('commits'), branch: z.string().min(1).nullable() }),
])
export type DeploymentRule = z.infer<typeof DeploymentRule>

export const Repository = z.object({
  id: RepositoryId,
  dataSourceId: DataSourceId,
  connectionId: ConnectionId,
  connectionName: z.string(),
  name: z.string(),
  path: z.string(),
  defaultBranch: z.string().nullable(),
  shallow: z.boolean(),
  /** How its commits are read. Only a clone tells which paths and how many lines they touch. */
  history: z.enum(['clone', 'api', 'none']),
  /** A code host tells of it too: deployments, releases, workflow runs, pull requests. */
  hosted: z.boolean(),
  active: z.boolean(),
  /** The rule the user saved; null when Weir chooses. */
  savedRule: DeploymentRule.nullable(),
  /** The rule in force. */
  rule: DeploymentRule,
  commits: Count,
  authors: Count,
  tags: Count,
  branches: Count,
  deployments: Count,
  additions: Count,
  deletions: Count,
  /** Commits whose lines are not counted yet. */
  commitsWithoutStats: Count,
  firstCommitAt: Instant.nullable(),
  lastCommitAt: Instant.nullable(),
})
export type Repository = z.infer<typeof Repository>

/** What a rule would match, before it is saved. `examples` are the newest matches. */
export const RulePreview = z.object({
  candidates: Count,
  matches: Count,
  firstAt: Instant.nullable(),
  lastAt: Instant.nullable(),
  examples: z.array(z.object({ name: z.string(), finishedAt: Instant })),
})
export type RulePreview = z.infer<typeof RulePreview>
