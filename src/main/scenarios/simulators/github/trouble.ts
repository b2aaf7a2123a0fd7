import type { CommonTrouble } from '../shared/misbehaviour.ts'

/** What can go wrong on a request to GitHub. */
export type Trouble =
  | CommonTrouble
  /** The secondary limit: too much in too short a time. */
  | { readonly kind: 'secondary'; readonly status: 403 | 429; readonly retryAfterSeconds?: number }
  /** GraphQL's own ways, with status 200. */
  | { readonly kind: 'graphql_limited' }
  | { readonly kind: 'graphql_timeout' }
  | { readonly kind: 'lost_cursor' }
  /** The next page is said to be this one. */
  | { readonly kind: 'repeated_page' }
