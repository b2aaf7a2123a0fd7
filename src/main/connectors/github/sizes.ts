/** How much is asked for at once, how fast, and how far back. Tests make it small. */
export interface GithubSizes {
  /** Pull requests in one GraphQL answer, and what comes with each of them at once. */
  readonly pulls: number
  readonly nested: {
    readonly commits: number
    readonly reviews: number
    readonly threads: number
    readonly threadComments: number
    readonly comments: number
  }
  /** Issues and deployments in one GraphQL answer, and what comes with each. */
  readonly issues: number
  readonly deployments: number
  readonly events: number
  /** Entries of a REST list: at most 100. */
  readonly listed: number
  /** Commits in one answer: at most 100. */
  readonly commits: number
  /** Commits given to the store at once. */
  readonly commitPage: number
  /** Commits off the default branch that one sync asks for: each costs a request. */
  readonly asides: number
  /** So many of them are stored at once. */
  readonly asidePage: number
  /** Pull requests on a page that are read one by one over REST. */
  readonly restPulls: number
  readonly concurrency: number
  readonly perSecond: number
  readonly graphqlPerSecond: number
  /** The time those are kept over, in ms: a short sync need not be slow. */
  readonly pacedOverMs: number
  /** The first wait after a refusal that says nothing, and the longest. In ms. */
  readonly backOff: { readonly firstMs: number; readonly longestMs: number }
  /** What was changed this shortly before the newest change is looked at again by the next sync. In ms. */
  readonly overlapMs: number
  /** Deployments and workflow runs go on changing so long after they began. In ms. */
  readonly unsettledMs: number
}

const dayMs = 24 * 3_600_000

/**
 * A page of pull requests costs 9 points of 5,000 per hour (its connections divided by 100) and 17,000 of 500,000 nodes. REST
 * allows 900 requests a minute, GraphQL 2,000.
 */
export const githubSizes: GithubSizes = {
  pulls: 50,
  nested: { commits: 40, reviews: 20, threads: 10, threadComments: 10, comments: 30 },
  issues: 100,
  deployments: 100,
  events: 20,
  listed: 100,
  commits: 100,
  commitPage: 5_000,
  asides: 1_000,
  asidePage: 25,
  restPulls: 20,
  concurrency: 6,
  perSecond: 15,
  graphqlPerSecond: 30,
  pacedOverMs: 10_000,
  backOff: { firstMs: 60_000, longestMs: 900_000 },
  overlapMs: 300_000,
  unsettledMs: 30 * dayMs,
}
