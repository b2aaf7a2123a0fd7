import type { PullRequestEntity, ReviewState } from '../../../shared/model/code-entities.ts'
import { clean, longest } from '../sdk/text.ts'
import { actorAccount, userAccount } from './accounts.ts'
import type { GraphqlPull, RestPullParts } from './records.ts'

type Facts = Omit<PullRequestEntity, 'kind' | 'externalId' | 'payload'>

/** Of a comment on the code whose review is gone. */
const noReview = ''

/** GitHub numbers pull requests and issues of a repository together; a number never changes. */
function entityOf(facts: Facts): PullRequestEntity {
  const comments = [...facts.comments].sort(
    (a, b) => a.createdAt - b.createdAt || (a.externalId < b.externalId ? -1 : 1),
  )
  const known = { ...facts, comments }
  // What is kept of the record is all that was asked for.
  return { kind: 'pull_request', externalId: String(facts.number), ...known, payload: JSON.stringify(known) }
}

const reviewStates: Readonly<Record<string, ReviewState>> = {
  APPROVED: 'approved',
  CHANGES_REQUESTED: 'changes_requested',
  COMMENTED: 'commented',
  DISMISSED: 'dismissed',
}

/** Reviews that are given; those still being written are nobody's business. */
const reviewStateOf = (state: string): ReviewState | null => reviewStates[state.toUpperCase()] ?? null

export function pullOfGraphql(pull: GraphqlPull): PullRequestEntity {
  const comments = pull.comments.map(comment => ({ ...comment, review: null }))
  const reviewed = pull.reviewThreads.flatMap(({ comments }) =>
    comments.map(comment => ({ ...comment, review: comment.pullRequestReview?.id ?? noReview })),
  )
  return entityOf({
    number: pull.number,
    title: clean(pull.title),
    state: pull.state === 'MERGED' ? 'merged' : pull.state === 'OPEN' ? 'open' : 'closed',
    draft: pull.isDraft,
    author: actorAccount(pull.author),
    createdAt: pull.createdAt,
    updatedAt: pull.updatedAt,
    readyAt: pull.timelineItems.at(-1)?.createdAt ?? null,
    mergedAt: pull.mergedAt ?? null,
    closedAt: pull.closedAt ?? null,
    mergedBy: actorAccount(pull.mergedBy),
    mergeCommitSha: pull.mergeCommit?.oid ?? null,
    baseBranch: clean(pull.baseRefName),
    headBranch: clean(pull.headRefName),
    headSha: pull.headRefOid ?? null,
    additions: pull.additions,
    deletions: pull.deletions,
    files: pull.changedFiles,
    labels: (pull.labels ?? []).map(({ name }) => clean(name)),
    commits: pull.commits.map(({ commit: { oid, authoredDate, committedDate, messageHeadline, author } }) => ({
      sha: oid,
      author: { name: clean(author?.name ?? ''), email: clean(author?.email ?? '') },
      account: actorAccount(author?.user),
      authoredAt: authoredDate,
      committedAt: committedDate,
      subject: longest(clean(messageHeadline)),
    })),
    reviews: pull.reviews.flatMap(({ id, state, submittedAt, author }) => {
      const known = reviewStateOf(state)
      if (known === null || submittedAt == null) return []
      return [{ externalId: id, author: actorAccount(author), state: known, submittedAt }]
    }),
    comments: [...comments, ...reviewed].map(({ id, author, createdAt, review }) => ({
      externalId: id,
      author: actorAccount(author),
      createdAt,
      review,
    })),
  })
}

export function pullOfRest({
  pull,
  commits,
  reviews,
  reviewComments,
  comments,
  events,
}: RestPullParts): PullRequestEntity {
  const merged = pull.merged_at != null
  const nodeIds = new Map(reviews.map(({ id, node_id }) => [id, node_id]))
  const ready = events.filter(({ event }) => event === 'ready_for_review').map(({ created_at }) => created_at)
  return entityOf({
    number: pull.number,
    title: clean(pull.title),
    state: merged ? 'merged' : pull.state,
    draft: pull.draft ?? false,
    author: userAccount(pull.user),
    createdAt: pull.created_at,
    updatedAt: pull.updated_at,
    readyAt: ready.length === 0 ? null : Math.max(...ready),
    mergedAt: pull.merged_at ?? null,
    closedAt: pull.closed_at ?? null,
    mergedBy: userAccount(pull.merged_by),
    // Of an open one it is a merge GitHub tries out; of one closed without merging, what is left of that.
    mergeCommitSha: merged ? (pull.merge_commit_sha ?? null) : null,
    baseBranch: clean(pull.base.ref),
    headBranch: clean(pull.head.ref),
    headSha: pull.head.sha ?? null,
    additions: pull.additions ?? null,
    deletions: pull.deletions ?? null,
    files: pull.changed_files ?? null,
    labels: (pull.labels ?? []).map(({ name }) => clean(name)),
    commits: commits.map(({ sha, commit, author }) => ({
      sha,
      author: { name: clean(commit.author.name ?? ''), email: clean(commit.author.email ?? '') },
      // GraphQL knows people here, no bots.
      account: author?.type === 'Bot' ? null : userAccount(author),
      authoredAt: commit.author.date,
      committedAt: commit.committer.date,
      subject: longest(clean(commit.message.split('\n', 1)[0] ?? '')),
    })),
    reviews: reviews.flatMap(({ node_id, state, submitted_at, user }) => {
      const known = reviewStateOf(state)
      if (known === null || submitted_at == null) return []
      return [{ externalId: node_id, author: userAccount(user), state: known, submittedAt: submitted_at }]
    }),
    comments: [...comments, ...reviewComments].map(({ node_id, user, created_at, pull_request_review_id }) => ({
      externalId: node_id,
      author: userAccount(user),
      createdAt: created_at,
      review: pull_request_review_id == null ? null : (nodeIds.get(pull_request_review_id) ?? noReview),
    })),
  })
}
