/** GraphQL, kept to what servers of a few years back know. */
const actor = `fragment Who on Actor { __typename login
  ... on User { databaseId } ... on Bot { databaseId } ... on Mannequin { databaseId } ... on Organization { databaseId } }`
const pageInfo = 'pageInfo { hasNextPage endCursor }'
const commit = `commit { oid authoredDate committedDate messageHeadline author { name email user { login databaseId } } }`
const comment = 'id createdAt author { ...Who }'
const review = 'id state submittedAt author { ...Who }'
const threadComment = `${comment} pullRequestReview { id }`
const thread = (comments: string) => `id comments(first: ${comments}) { ${pageInfo} nodes { ${threadComment} } }`

export const pullRequestsQuery = `query PullRequests($owner: String!, $name: String!, $first: Int!, $after: String,
    $commits: Int!, $reviews: Int!, $threads: Int!, $threadComments: Int!, $comments: Int!) {
  repository(owner: $owner, name: $name) {
    pullRequests(first: $first, after: $after, orderBy: { field: UPDATED_AT, direction: DESC }) {
      totalCount ${pageInfo}
      nodes {
        id number title state isDraft createdAt updatedAt mergedAt closedAt
        author { ...Who } mergedBy { ...Who } mergeCommit { oid }
        baseRefName headRefName headRefOid additions deletions changedFiles
        labels(first: 50) { nodes { name } }
        timelineItems(last: 1, itemTypes: [READY_FOR_REVIEW_EVENT]) { nodes { ... on ReadyForReviewEvent { createdAt } } }
        commits(first: $commits) { ${pageInfo} nodes { ${commit} } }
        reviews(first: $reviews) { ${pageInfo} nodes { ${review} } }
        reviewThreads(first: $threads) { ${pageInfo} nodes { ${thread('$threadComments')} } }
        comments(first: $comments) { ${pageInfo} nodes { ${comment} } }
      }
    }
  }
}
${actor}`

/** What comes after the first page of a list inside a pull request, an issue, a review or a deployment. */
const more = (name: string, type: string, list: string, nodes: string) =>
  `query More${name}($id: ID!, $after: String!) {
  node(id: $id) { ... on ${type} { list: ${list} { ${pageInfo} nodes { ${nodes} } } } }
}`
export const moreQueries = {
  commits: more('Commits', 'PullRequest', 'commits(first: 100, after: $after)', commit),
  reviews: `${more('Reviews', 'PullRequest', 'reviews(first: 100, after: $after)', review)}\n${actor}`,
  comments: `${more('Comments', 'PullRequest', 'comments(first: 100, after: $after)', comment)}\n${actor}`,
  threads: `${more('Threads', 'PullRequest', 'reviewThreads(first: 50, after: $after)', thread('50'))}\n${actor}`,
  threadComments: `${more('ThreadComments', 'PullRequestReviewThread', 'comments(first: 100, after: $after)', threadComment)}\n${actor}`,
  events: `${more('Events', 'Issue', 'timelineItems(first: 100, after: $after, itemTypes: [CLOSED_EVENT, REOPENED_EVENT])', '__typename ... on ClosedEvent { createdAt actor { ...Who } } ... on ReopenedEvent { createdAt actor { ...Who } }')}\n${actor}`,
  statuses: more('Statuses', 'Deployment', 'statuses(first: 100, after: $after)', 'state createdAt'),
} as const
export type NestedList = keyof typeof moreQueries

export const issuesQuery = `query Issues($owner: String!, $name: String!, $first: Int!, $after: String, $events: Int!) {
  repository(owner: $owner, name: $name) {
    issues(first: $first, after: $after, orderBy: { field: UPDATED_AT, direction: DESC }) {
      totalCount ${pageInfo}
      nodes {
        id number title state stateReason createdAt updatedAt closedAt
        author { ...Who } assignees(first: 1) { nodes { login databaseId } }
        labels(first: 50) { nodes { name } }
        timelineItems(first: $events, itemTypes: [CLOSED_EVENT, REOPENED_EVENT]) {
          ${pageInfo}
          nodes { __typename ... on ClosedEvent { createdAt actor { ...Who } } ... on ReopenedEvent { createdAt actor { ...Who } } }
        }
      }
    }
  }
}
${actor}`

export const deploymentsQuery = `query Deployments($owner: String!, $name: String!, $first: Int!, $after: String, $events: Int!) {
  repository(owner: $owner, name: $name) {
    deployments(first: $first, after: $after, orderBy: { field: CREATED_AT, direction: DESC }) {
      totalCount ${pageInfo}
      nodes {
        id environment task commitOid createdAt ref { name } creator { ...Who }
        statuses(first: $events) { totalCount ${pageInfo} nodes { state createdAt } }
      }
    }
  }
}
${actor}`

export const tagsQuery = `query Tags($owner: String!, $name: String!, $first: Int!, $after: String) {
  repository(owner: $owner, name: $name) {
    list: refs(refPrefix: "refs/tags/", first: $first, after: $after) {
      ${pageInfo}
      nodes {
        name
        target { oid __typename ... on Commit { committedDate }
          ... on Tag { tagger { name email date } target { oid __typename ... on Commit { committedDate } } } }
      }
    }
  }
}`

/** Commits are listed from a commit, not from a branch: the listing stays the same while the branch moves. */
export const historyQuery = `query History($owner: String!, $name: String!, $tip: GitObjectID!, $first: Int!, $after: String, $since: GitTimestamp) {
  repository(owner: $owner, name: $name) {
    object(oid: $tip) {
      ... on Commit {
        history(first: $first, after: $after, since: $since) {
          totalCount ${pageInfo}
          nodes {
            oid authoredDate committedDate message
            author { name email date user { login } } committer { name email date user { login } }
            parents(first: 100) { nodes { oid } }
          }
        }
      }
    }
  }
}`

export const totalsQuery = `query Totals($owner: String!, $name: String!) {
  repository(owner: $owner, name: $name) {
    pullRequests { totalCount } issues { totalCount } deployments { totalCount }
  }
}`

/** The ids of a whole list. */
export const idsQuery = (list: 'issues' | 'pullRequests' | 'deployments') =>
  `query Ids($owner: String!, $name: String!, $first: Int!, $after: String) {
  repository(owner: $owner, name: $name) {
    list: ${list}(first: $first, after: $after, orderBy: { field: CREATED_AT, direction: ASC }) {
      ${pageInfo} nodes { id ${list === 'deployments' ? '' : 'number'} }
    }
  }
}`
