import { buildSchema } from 'graphql'

/** The part of GitHub's GraphQL schema that is used, by its names and types. */
export const schema = buildSchema(`
  scalar DateTime
  scalar GitObjectID
  scalar GitTimestamp
  scalar URI
  enum OrderDirection { ASC DESC }
  enum IssueOrderField { CREATED_AT UPDATED_AT COMMENTS }
  input IssueOrder { field: IssueOrderField! direction: OrderDirection! }
  enum DeploymentOrderField { CREATED_AT }
  input DeploymentOrder { field: DeploymentOrderField! direction: OrderDirection! }
  enum PullRequestState { OPEN CLOSED MERGED }
  enum IssueState { OPEN CLOSED }
  enum IssueStateReason { COMPLETED NOT_PLANNED REOPENED DUPLICATE }
  enum PullRequestReviewState { PENDING COMMENTED APPROVED CHANGES_REQUESTED DISMISSED }
  enum DeploymentStatusState { PENDING SUCCESS FAILURE INACTIVE ERROR QUEUED IN_PROGRESS WAITING }
  enum PullRequestTimelineItemsItemType { READY_FOR_REVIEW_EVENT CONVERT_TO_DRAFT_EVENT CLOSED_EVENT }
  enum IssueTimelineItemsItemType { CLOSED_EVENT REOPENED_EVENT LABELED_EVENT }

  interface Node { id: ID! }
  interface Actor { login: String! }
  type User implements Node & Actor { id: ID! login: String! databaseId: Int }
  type Bot implements Node & Actor { id: ID! login: String! databaseId: Int }
  type Mannequin implements Node & Actor { id: ID! login: String! databaseId: Int }
  type Organization implements Node & Actor { id: ID! login: String! databaseId: Int }
  type PageInfo { hasNextPage: Boolean! endCursor: String }

  type Label { name: String! }
  type LabelConnection { nodes: [Label] }
  type UserConnection { nodes: [User] }
  type GitActor { name: String email: String date: GitTimestamp user: User }
  interface GitObject { oid: GitObjectID! }
  type Commit implements Node & GitObject {
    id: ID! oid: GitObjectID! authoredDate: DateTime! committedDate: DateTime! messageHeadline: String! message: String!
    author: GitActor committer: GitActor
    parents(first: Int, after: String): CommitConnection!
    history(first: Int, after: String, since: GitTimestamp): CommitHistoryConnection!
  }
  type CommitConnection { totalCount: Int! pageInfo: PageInfo! nodes: [Commit] }
  type CommitHistoryConnection { totalCount: Int! pageInfo: PageInfo! nodes: [Commit] }
  type Tag implements Node & GitObject { id: ID! oid: GitObjectID! tagger: GitActor target: GitObject! }
  type Ref { name: String! target: GitObject }
  type RefConnection { totalCount: Int! pageInfo: PageInfo! nodes: [Ref] }
  type PullRequestCommit { commit: Commit! }
  type PullRequestCommitConnection { totalCount: Int! pageInfo: PageInfo! nodes: [PullRequestCommit] }
  type PullRequestReviewComment implements Node {
    id: ID! createdAt: DateTime! author: Actor pullRequestReview: PullRequestReview
  }
  type PullRequestReviewCommentConnection { totalCount: Int! pageInfo: PageInfo! nodes: [PullRequestReviewComment] }
  type PullRequestReview implements Node {
    id: ID! state: PullRequestReviewState! submittedAt: DateTime author: Actor
  }
  type PullRequestReviewThread implements Node {
    id: ID! comments(first: Int, after: String): PullRequestReviewCommentConnection!
  }
  type PullRequestReviewThreadConnection { totalCount: Int! pageInfo: PageInfo! nodes: [PullRequestReviewThread] }
  type PullRequestReviewConnection { totalCount: Int! pageInfo: PageInfo! nodes: [PullRequestReview] }
  type IssueComment implements Node { id: ID! createdAt: DateTime! author: Actor }
  type IssueCommentConnection { totalCount: Int! pageInfo: PageInfo! nodes: [IssueComment] }
  type ReadyForReviewEvent implements Node { id: ID! createdAt: DateTime! actor: Actor }
  type ClosedEvent implements Node { id: ID! createdAt: DateTime! actor: Actor }
  type ReopenedEvent implements Node { id: ID! createdAt: DateTime! actor: Actor }
  union PullRequestTimelineItems = ReadyForReviewEvent | ClosedEvent
  union IssueTimelineItems = ClosedEvent | ReopenedEvent
  type PullRequestTimelineItemsConnection { nodes: [PullRequestTimelineItems] pageInfo: PageInfo! }
  type IssueTimelineItemsConnection { nodes: [IssueTimelineItems] pageInfo: PageInfo! }

  type PullRequest implements Node {
    id: ID! number: Int! title: String! state: PullRequestState! isDraft: Boolean!
    createdAt: DateTime! updatedAt: DateTime! mergedAt: DateTime closedAt: DateTime
    author: Actor mergedBy: Actor mergeCommit: Commit
    baseRefName: String! headRefName: String! headRefOid: GitObjectID!
    additions: Int! deletions: Int! changedFiles: Int!
    labels(first: Int): LabelConnection
    timelineItems(first: Int, last: Int, after: String, itemTypes: [PullRequestTimelineItemsItemType!]): PullRequestTimelineItemsConnection!
    commits(first: Int, after: String): PullRequestCommitConnection!
    reviews(first: Int, after: String): PullRequestReviewConnection
    reviewThreads(first: Int, after: String): PullRequestReviewThreadConnection!
    comments(first: Int, after: String): IssueCommentConnection!
  }
  type PullRequestConnection { totalCount: Int! pageInfo: PageInfo! nodes: [PullRequest] }
  type Issue implements Node {
    id: ID! number: Int! title: String! state: IssueState! stateReason: IssueStateReason
    createdAt: DateTime! updatedAt: DateTime! closedAt: DateTime
    author: Actor assignees(first: Int): UserConnection! labels(first: Int): LabelConnection
    timelineItems(first: Int, last: Int, after: String, itemTypes: [IssueTimelineItemsItemType!]): IssueTimelineItemsConnection!
  }
  type IssueConnection { totalCount: Int! pageInfo: PageInfo! nodes: [Issue] }
  type DeploymentStatus implements Node { id: ID! state: DeploymentStatusState! createdAt: DateTime! }
  type DeploymentStatusConnection { totalCount: Int! pageInfo: PageInfo! nodes: [DeploymentStatus] }
  type Deployment implements Node {
    id: ID! environment: String task: String commitOid: String! createdAt: DateTime! ref: Ref creator: Actor!
    statuses(first: Int, after: String): DeploymentStatusConnection
  }
  type DeploymentConnection { totalCount: Int! pageInfo: PageInfo! nodes: [Deployment] }
  type Repository implements Node {
    id: ID! name: String!
    pullRequests(first: Int, after: String, orderBy: IssueOrder): PullRequestConnection!
    issues(first: Int, after: String, orderBy: IssueOrder): IssueConnection!
    deployments(first: Int, after: String, orderBy: DeploymentOrder): DeploymentConnection!
    object(oid: GitObjectID): GitObject
    refs(refPrefix: String!, first: Int, after: String): RefConnection
  }
  type RateLimit { cost: Int! limit: Int! remaining: Int! resetAt: DateTime! }
  type Query {
    repository(owner: String!, name: String!): Repository
    node(id: ID!): Node
    rateLimit: RateLimit
  }
`)
