import { z } from 'zod'
import { Instant } from '../sdk/instant.ts'

/** Records as GitHub sends them, by GraphQL and by REST: what is needed is checked, the rest may be anything. */
const id = z.union([z.string(), z.number()]).transform(String)

/** A list inside a GraphQL record; its pages have been put together. */
const listOf = <Item extends z.ZodType>(item: Item) =>
  z.object({ nodes: z.array(item.nullable()) }).transform(({ nodes }) => nodes.filter(node => node !== null))

export const GraphqlActor = z.object({
  __typename: z.string().optional(),
  login: z.string(),
  databaseId: z.number().nullish(),
})
export type GraphqlActor = z.infer<typeof GraphqlActor>

const GraphqlCommit = z.object({
  commit: z.object({
    oid: z.string(),
    authoredDate: Instant,
    committedDate: Instant,
    messageHeadline: z.string(),
    author: z
      .object({
        name: z.string().nullish(),
        email: z.string().nullish(),
        user: z.object({ login: z.string(), databaseId: z.number().nullish() }).nullish(),
      })
      .nullish(),
  }),
})
const GraphqlComment = z.object({ id: z.string(), createdAt: Instant, author: GraphqlActor.nullish() })
const GraphqlReview = z.object({
  id: z.string(),
  state: z.string(),
  submittedAt: Instant.nullish(),
  author: GraphqlActor.nullish(),
})
const GraphqlThread = z.object({
  comments: listOf(GraphqlComment.extend({ pullRequestReview: z.object({ id: z.string() }).nullish() })),
})

export const GraphqlPull = z.object({
  number: z.number(),
  title: z.string(),
  state: z.enum(['OPEN', 'CLOSED', 'MERGED']),
  isDraft: z.boolean(),
  createdAt: Instant,
  updatedAt: Instant,
  mergedAt: Instant.nullish(),
  closedAt: Instant.nullish(),
  author: GraphqlActor.nullish(),
  mergedBy: GraphqlActor.nullish(),
  mergeCommit: z.object({ oid: z.string() }).nullish(),
  baseRefName: z.string(),
  headRefName: z.string(),
  headRefOid: z.string().nullish(),
  additions: z.number(),
  deletions: z.number(),
  changedFiles: z.number(),
  labels: listOf(z.object({ name: z.string() })).nullish(),
  timelineItems: listOf(z.object({ createdAt: Instant.optional() })),
  commits: listOf(GraphqlCommit),
  reviews: listOf(GraphqlReview),
  reviewThreads: listOf(GraphqlThread),
  comments: listOf(GraphqlComment),
})
export type GraphqlPull = z.infer<typeof GraphqlPull>

export const RestUser = z.object({ login: z.string(), id: z.number().nullish(), type: z.string().optional() })
export type RestUser = z.infer<typeof RestUser>

export const RestPull = z.object({
  number: z.number(),
  title: z.string(),
  state: z.enum(['open', 'closed']),
  draft: z.boolean().nullish(),
  created_at: Instant,
  updated_at: Instant,
  merged_at: Instant.nullish(),
  closed_at: Instant.nullish(),
  user: RestUser.nullish(),
  merged_by: RestUser.nullish(),
  merge_commit_sha: z.string().nullish(),
  base: z.object({ ref: z.string() }),
  head: z.object({ ref: z.string(), sha: z.string().nullish() }),
  additions: z.number().nullish(),
  deletions: z.number().nullish(),
  changed_files: z.number().nullish(),
  labels: z.array(z.object({ name: z.string() })).nullish(),
})
const RestPerson = z.object({ name: z.string().nullish(), email: z.string().nullish(), date: Instant })
export const RestCommit = z.object({
  sha: z.string(),
  commit: z.object({ author: RestPerson, committer: RestPerson, message: z.string() }),
  author: z.union([RestUser, z.object({}).transform(() => null)]).nullish(),
})
export const RestReview = z.object({
  id: z.number(),
  node_id: z.string(),
  state: z.string(),
  submitted_at: Instant.nullish(),
  user: RestUser.nullish(),
})
export const RestComment = z.object({
  node_id: z.string(),
  created_at: Instant,
  user: RestUser.nullish(),
  pull_request_review_id: z.number().nullish(),
})
export const RestEvent = z.looseObject({ event: z.string(), created_at: Instant })

/** A pull request with all that was asked for about it over REST. */
export const RestPullParts = z.object({
  pull: RestPull,
  commits: z.array(RestCommit),
  reviews: z.array(RestReview),
  reviewComments: z.array(RestComment),
  comments: z.array(RestComment),
  events: z.array(RestEvent),
})
export type RestPullParts = z.infer<typeof RestPullParts>

const GraphqlEvent = z.object({
  __typename: z.string(),
  createdAt: Instant,
  actor: GraphqlActor.nullish(),
})
export const GraphqlIssue = z.object({
  id: z.string(),
  number: z.number(),
  title: z.string(),
  state: z.enum(['OPEN', 'CLOSED']),
  stateReason: z.string().nullish(),
  createdAt: Instant,
  updatedAt: Instant,
  closedAt: Instant.nullish(),
  author: GraphqlActor.nullish(),
  assignees: listOf(z.object({ login: z.string(), databaseId: z.number().nullish() })),
  labels: listOf(z.object({ name: z.string() })).nullish(),
  timelineItems: listOf(GraphqlEvent),
})
export const RestIssue = z.object({
  node_id: z.string(),
  number: z.number(),
  title: z.string(),
  state: z.enum(['open', 'closed']),
  state_reason: z.string().nullish(),
  created_at: Instant,
  updated_at: Instant,
  closed_at: Instant.nullish(),
  user: RestUser.nullish(),
  assignee: RestUser.nullish(),
  labels: z.array(z.union([z.string().transform(name => ({ name })), z.object({ name: z.string() })])),
})

const state = z.string().transform(text => text.toLowerCase())
export const GraphqlDeployment = z.object({
  id: z.string(),
  environment: z.string().nullish(),
  task: z.string().nullish(),
  commitOid: z.string(),
  createdAt: Instant,
  ref: z.object({ name: z.string() }).nullish(),
  creator: GraphqlActor.nullish(),
  statuses: listOf(z.object({ state, createdAt: Instant })).nullish(),
})
export const RestDeployment = z.object({
  node_id: z.string(),
  environment: z.string().nullish(),
  task: z.string().nullish(),
  sha: z.string(),
  ref: z.string().nullish(),
  created_at: Instant,
  creator: RestUser.nullish(),
})
export const RestStatus = z.object({ state, created_at: Instant })

export const RawRelease = z.object({
  id,
  tag_name: z.string(),
  name: z.string().nullish(),
  draft: z.boolean().optional(),
  prerelease: z.boolean().optional(),
  author: RestUser.nullish(),
  created_at: Instant,
  published_at: Instant.nullish(),
})
export type RawRelease = z.infer<typeof RawRelease>

export const RawRun = z.object({
  id,
  name: z.string().nullish(),
  workflow_id: id,
  path: z.string().nullish(),
  event: z.string(),
  head_branch: z.string().nullish(),
  head_sha: z.string(),
  status: z.string().nullish(),
  conclusion: z.string().nullish(),
  run_attempt: z.number().nullish(),
  actor: RestUser.nullish(),
  created_at: Instant,
  run_started_at: Instant.nullish(),
  updated_at: Instant,
})
export const RawJob = z.object({
  id,
  name: z.string(),
  conclusion: z.string().nullish(),
  started_at: Instant.nullish(),
  completed_at: Instant.nullish(),
})

export const RawRepository = z.object({
  id,
  name: z.string(),
  full_name: z.string(),
  owner: z.object({ login: z.string() }),
  html_url: z.string(),
  default_branch: z.string().nullish(),
  private: z.boolean(),
  archived: z.boolean().nullish(),
  disabled: z.boolean().nullish(),
  fork: z.boolean(),
  description: z.string().nullish(),
  created_at: Instant,
  pushed_at: Instant.nullish(),
})
export type RawRepository = z.infer<typeof RawRepository>
