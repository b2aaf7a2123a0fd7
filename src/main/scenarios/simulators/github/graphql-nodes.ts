import type { JsonObject } from '../shared/reply.ts'
import { connection, type PageArguments } from './connection.ts'
import { logOf, newerThan, noHistory } from './history.ts'
import { nodeId } from './records.ts'
import type { Site } from './site.ts'
import type { SimCommit, SimDeployment, SimIssue, SimPull, SimRepository, SimTag } from './world.ts'

interface OrderArguments extends PageArguments {
  readonly orderBy?: { readonly field: string; readonly direction: 'ASC' | 'DESC' }
}

/** REST's records as GraphQL's objects, made as far as they are asked for. */
export function repositoryNode(site: Site, repository: SimRepository) {
  return {
    __typename: 'Repository',
    id: repository.record['node_id'],
    name: repository.record.name,
    pullRequests: (args: OrderArguments) => ordered(site.pulls(repository), repository.pulls, args, pullNode),
    issues: (args: OrderArguments) => ordered(site.issues(repository), repository.issues, args, issueNode),
    deployments: (args: OrderArguments) => {
      const newest = site.deployments(repository)
      const ascending = args.orderBy?.direction === 'ASC'
      const list = ascending ? [...newest].reverse() : newest
      return connection(list, args, deploymentNode, ({ record }) => [record.created_at, record.id], ascending)
    },
    refs: (args: PageArguments) => connection(repository.tags, args, refNode),
    object: ({ oid }: { readonly oid: string }) => {
      const { history = noHistory } = repository
      const log = logOf(history, oid)
      return log?.[0] ? { ...commitNode(log[0]), history: historyOf(log) } : null
    },
  }
}

const historyOf =
  (log: readonly SimCommit[]) =>
  ({ since = null, ...args }: PageArguments & { readonly since?: string | null }) =>
    connection(newerThan(log, since), args, commitNode)

interface Numbered {
  readonly record: JsonObject & { readonly number: number; readonly updated_at: string; readonly created_at: string }
}

/** By the last change, newest first, or by creation, oldest first. */
function ordered<Item extends Numbered>(
  newest: readonly Item[],
  oldest: readonly Item[],
  args: OrderArguments,
  nodeOf: (item: Item) => unknown,
) {
  if (args.orderBy?.field === 'UPDATED_AT') {
    return connection(newest, args, nodeOf, ({ record }) => [record.updated_at, record.number])
  }
  const byCreation = [...oldest].sort((a, b) => (a.record.created_at < b.record.created_at ? -1 : 1))
  return connection(byCreation, args, nodeOf, ({ record }) => [record.created_at, record.number], true)
}

export function nodeById(site: Site, id: string): unknown {
  for (const repository of site.repositories()) {
    for (const pull of repository.pulls) {
      if (pull.record['node_id'] === id) return pullNode(pull)
      const thread = threadsOf(pull).find(one => one.id === id)
      if (thread) return threadNode(pull)(thread)
    }
    const issue = repository.issues.find(({ record }) => record.node_id === id)
    if (issue) return issueNode(issue)
    const deployment = repository.deployments.find(({ record }) => record.node_id === id)
    if (deployment) return deploymentNode(deployment)
  }
  return null
}

function actorNode(user: unknown) {
  if (typeof user !== 'object' || user === null) return null
  const { login, id, type = 'User' } = user as { login: string; id: number; type?: string }
  // GraphQL names bots without the suffix they have in REST.
  return {
    __typename: type,
    id: nodeId(type, id),
    databaseId: id,
    login: type === 'Bot' ? login.replace(/\[bot\]$/, '') : login,
  }
}

const labels = (record: JsonObject) => () => ({ nodes: record['labels'] })
const sha = (value: unknown) => (typeof value === 'string' ? value : null)

function pullNode(pull: SimPull) {
  const { record, commits, reviews, comments, events } = pull
  const merged = record['merged_at'] != null
  const head = record['head'] as JsonObject
  return {
    __typename: 'PullRequest',
    id: record['node_id'],
    number: record.number,
    title: record['title'],
    state: merged ? 'MERGED' : String(record['state']).toUpperCase(),
    isDraft: record['draft'] ?? false,
    createdAt: record.created_at,
    updatedAt: record.updated_at,
    mergedAt: record['merged_at'],
    closedAt: record['closed_at'],
    author: actorNode(record['user']),
    mergedBy: actorNode(record['merged_by']),
    mergeCommit:
      merged && sha(record['merge_commit_sha']) ? { __typename: 'Commit', oid: record['merge_commit_sha'] } : null,
    baseRefName: (record['base'] as JsonObject)['ref'],
    headRefName: head['ref'],
    headRefOid: head['sha'],
    additions: record['additions'] ?? 0,
    deletions: record['deletions'] ?? 0,
    changedFiles: record['changed_files'] ?? 0,
    labels: labels(record),
    timelineItems: (args: PageArguments) =>
      connection(
        events.filter(({ event }) => event === 'ready_for_review'),
        args,
        eventNode,
      ),
    commits: (args: PageArguments) => connection(commits, args, commit => ({ commit: commitNode(commit) })),
    reviews: (args: PageArguments) => connection(reviews, args, reviewNode),
    reviewThreads: (args: PageArguments) => connection(threadsOf(pull), args, threadNode(pull)),
    comments: (args: PageArguments) => connection(comments, args, commentNode('IssueComment')),
  }
}

function commitNode(record: JsonObject) {
  const { author, committer, message } = record['commit'] as {
    author: JsonObject
    committer: JsonObject
    message: string
  }
  const parents = (record['parents'] ?? []) as readonly { readonly sha: string }[]
  return {
    __typename: 'Commit',
    id: nodeId('Commit', String(record['sha'])),
    oid: record['sha'],
    authoredDate: author['date'],
    committedDate: committer['date'],
    messageHeadline: message.split('\n', 1)[0] ?? '',
    message,
    author: personNode(author, record['author']),
    committer: personNode(committer, record['committer']),
    parents: (args: PageArguments) => connection(parents, args, ({ sha }) => ({ __typename: 'Commit', oid: sha })),
  }
}

function personNode({ name, email, date }: JsonObject, account: unknown) {
  const user = account as JsonObject | null | undefined
  return { name, email, date, user: user == null || user['type'] === 'Bot' ? null : actorNode(user) }
}

const reviewNode = (record: JsonObject) => ({
  __typename: 'PullRequestReview',
  id: record['node_id'],
  state: record['state'],
  submittedAt: record['submitted_at'],
  author: actorNode(record['user']),
})

/** Comments on the same line: here, those of one review. */
const threadsOf = ({ record, reviewComments }: SimPull) =>
  [...Map.groupBy(reviewComments, comment => String(comment['pull_request_review_id']))].map(([review, comments]) => ({
    id: nodeId('Thread', `${record['id']}:${review}`),
    comments,
  }))

const threadNode =
  ({ reviews }: SimPull) =>
  ({ id, comments }: { readonly id: string; readonly comments: readonly JsonObject[] }) => ({
    __typename: 'PullRequestReviewThread',
    id,
    comments: (args: PageArguments) =>
      connection(comments, args, comment => {
        const review = reviews.find(one => one['id'] === comment['pull_request_review_id'])
        return {
          ...commentNode('PullRequestReviewComment')(comment),
          pullRequestReview: review ? reviewNode(review) : null,
        }
      }),
  })

const commentNode = (kind: string) => (record: JsonObject) => ({
  __typename: kind,
  id: record['node_id'],
  createdAt: record['created_at'],
  author: actorNode(record['user']),
})

const eventTypes: Readonly<Record<string, string>> = {
  ready_for_review: 'ReadyForReviewEvent',
  closed: 'ClosedEvent',
  reopened: 'ReopenedEvent',
}
const eventNode = (record: JsonObject) => ({
  __typename: eventTypes[String(record['event'])],
  id: record['node_id'],
  createdAt: record['created_at'],
  actor: actorNode(record['actor']),
})

function issueNode({ record, events }: SimIssue) {
  const assignee = actorNode(record['assignee'])
  return {
    __typename: 'Issue',
    id: record.node_id,
    number: record.number,
    title: record['title'],
    state: String(record['state']).toUpperCase(),
    stateReason: record['state_reason'] == null ? null : String(record['state_reason']).toUpperCase(),
    createdAt: record.created_at,
    updatedAt: record.updated_at,
    closedAt: record['closed_at'],
    author: actorNode(record['user']),
    assignees: { nodes: assignee === null ? [] : [assignee] },
    labels: labels(record),
    timelineItems: (args: PageArguments) => connection(events, args, eventNode),
  }
}

const deploymentNode = ({ record, statuses }: SimDeployment) => ({
  __typename: 'Deployment',
  id: record.node_id,
  environment: record['environment'],
  task: record['task'],
  commitOid: record['sha'],
  createdAt: record.created_at,
  ref: record['ref'] == null ? null : { name: record['ref'] },
  creator: actorNode(record['creator']),
  statuses: (args: PageArguments) =>
    connection(statuses, args, status => ({
      __typename: 'DeploymentStatus',
      id: status['node_id'] ?? 'status',
      state: String(status['state']).toUpperCase(),
      createdAt: status['created_at'],
    })),
})

function refNode({ name, sha, committedAt, taggedAt }: SimTag) {
  const commit = { __typename: 'Commit', oid: sha, committedDate: committedAt }
  const annotated = { __typename: 'Tag', oid: sha, tagger: { date: taggedAt }, target: commit }
  return { name, target: taggedAt === null ? commit : annotated }
}
