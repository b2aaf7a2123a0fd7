import { graphqlError } from './answer-graphql.ts'
import { type GithubReply, refuse } from './reply.ts'
import type { Trouble } from './trouble.ts'

const secondaryText =
  'You have exceeded a secondary rate limit. Please wait a few minutes before you try again. If you reach out to GitHub Support for help, please include the request ID.'

/** What is answered in place of what was asked for; null when the trouble only colours the answer. */
export function answerOfTrouble(trouble: Trouble): GithubReply | null {
  switch (trouble.kind) {
    case 'rate_limited':
      return {
        ...refuse(403, 'API rate limit exceeded for user ID 9000.'),
        headers: {
          ...(trouble.retryAfterSeconds !== undefined && { 'retry-after': String(trouble.retryAfterSeconds) }),
          ...(trouble.resetSeconds !== undefined && {
            'x-ratelimit-remaining': '0',
            'x-ratelimit-reset': String(Math.ceil(Date.now() / 1000) + trouble.resetSeconds),
          }),
        },
      }
    case 'secondary':
      return {
        ...refuse(trouble.status, secondaryText),
        ...(trouble.retryAfterSeconds !== undefined && {
          headers: { 'retry-after': String(trouble.retryAfterSeconds) },
        }),
      }
    case 'graphql_limited':
      return graphqlError('RATE_LIMITED', 'API rate limit exceeded for user ID 9000.')
    case 'graphql_timeout':
      return {
        status: 502,
        body: { message: 'We couldn’t respond to your request in time. Sorry about that.' },
      }
    case 'lost_cursor':
      return graphqlError('INVALID_CURSOR_ARGUMENTS', '`x` does not appear to be a valid cursor.')
    case 'error':
      return refuse(trouble.status, 'Server Error')
    case 'html':
      return { status: 200, body: '<html><body>Sign in</body></html>', headers: { 'content-type': 'text/html' } }
    default:
      return null
  }
}
