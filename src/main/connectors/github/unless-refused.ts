import { statusOf } from '../sdk/answer.ts'
import type { Stream } from '../sdk/connector.ts'
import type { GithubCredentials, GithubSettings } from './settings.ts'

/** Not allowed to these credentials, not there, or switched off for the repository. */
const refusals: ReadonlySet<number | null> = new Set([403, 404, 410])

/**
 * A stream that is left out, with a word in the log, where GitHub does not show it: a token may have fewer permissions, and a
 * repository may do without it. What was read of it before stays.
 */
export function unlessRefused<Item, Cursor>(
  stream: Stream<GithubSettings, GithubCredentials, Item, Cursor>,
): Stream<GithubSettings, GithubCredentials, Item, Cursor> {
  return {
    ...stream,
    async *read(context, input) {
      try {
        yield* stream.read(context, input)
      } catch (error) {
        if (!refusals.has(statusOf(error))) throw error
        context.log(
          'warn',
          `${input.source.name}: ${stream.label} are not shown to these credentials and were left out.`,
        )
      }
    },
  }
}
