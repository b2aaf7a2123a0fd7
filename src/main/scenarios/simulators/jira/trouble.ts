import type { CommonTrouble } from '../shared/misbehaviour.ts'

/** What can go wrong on a request to Jira. */
export type Trouble =
  | CommonTrouble
  /** The page token is said to have expired, or leads to the page it came with. */
  | { readonly kind: 'expired_token' }
  | { readonly kind: 'repeated_token' }
  /** A Data Center session that has ended: an error that looks like another, sent to nobody. */
  | { readonly kind: 'anonymous'; readonly status: 400 | 401 | 404 }
