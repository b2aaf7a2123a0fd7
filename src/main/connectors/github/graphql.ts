import { GraphqlResponseError } from '@octokit/graphql'
import type { z } from 'zod'
import { WeirError } from '../../../shared/contract/weir-error.ts'
import { statusOf } from '../sdk/answer.ts'
import type { GithubContext, Remote } from './remote.ts'

/** What Octokit makes of an answer's `errors`; any part of one may be missing. */
type GraphqlError = Partial<NonNullable<GraphqlResponseError<unknown>['errors']>[number]>

/** GraphQL is not for these credentials or not of this server: REST is asked instead. */
export class GraphqlRefused extends WeirError {}
/** A place in a list is not known any more. */
export class CursorRefused extends WeirError {}

/**
 * Asks a query. What is missing in the answer is for the caller's schema to notice.
 * @throws GraphqlRefused, CursorRefused, WeirError `remote.server_error` for a query that took too long, and the host's faults.
 */
export async function askGraphql<Data>(
  remote: Remote,
  schema: z.ZodType<Data>,
  query: string,
  variables: Readonly<Record<string, unknown>>,
): Promise<Data> {
  const { data, error } = await answerTo(remote, query, variables)
  const parsed = schema.safeParse(data)
  if (parsed.success) return parsed.data
  throw error ? faultOf(error) : refused(parsed.error)
}

async function answerTo(
  { octokit }: Remote,
  query: string,
  variables: Readonly<Record<string, unknown>>,
): Promise<{ readonly data: unknown; readonly error?: GraphqlError | undefined }> {
  try {
    return { data: await octokit.graphql<unknown>(query, variables) }
  } catch (error) {
    if (error instanceof GraphqlResponseError) return { data: error.data, error: error.errors?.[0] }
    const status = statusOf(error)
    throw status === 403 || status === 404 || status === 400 ? refused(error) : error
  }
}

function faultOf({ type = '', message = '' }: GraphqlError): WeirError {
  const details = { problem: message.slice(0, 300), type }
  if (/valid cursor|INVALID_CURSOR/i.test(`${type} ${message}`)) {
    return new CursorRefused('remote.rejected', { hint: 'GitHub has lost its place in a list.', details })
  }
  if (/timed? ?out|timeout|something went wrong|SERVICE_UNAVAILABLE|INTERNAL/i.test(`${type} ${message}`)) {
    return new WeirError('remote.server_error', {
      hint: `GitHub could not answer a query. It said: ${message}`,
      details,
    })
  }
  return new GraphqlRefused('remote.rejected', { hint: `GitHub refused a query. It said: ${message}`, details })
}

const notAllowed: ReadonlySet<string> = new Set(['FORBIDDEN', 'INSUFFICIENT_SCOPES', 'NOT_FOUND'])

const refused = (cause: unknown) =>
  new GraphqlRefused('remote.rejected', {
    hint: 'GitHub refused a query.',
    details: cause instanceof WeirError ? cause.details : {},
    cause,
  })

/** Works with GraphQL where it is not refused, else over REST: from the first refusal of it as such on for the whole run. */
export async function graphqlOr<Result>(
  context: GithubContext,
  remote: Remote,
  byGraphql: () => Promise<Result>,
  byRest: () => Promise<Result>,
): Promise<Result> {
  const state = await remote.once('graphql', async () => ({ refused: false }))
  if (state.refused) return byRest()
  try {
    return await byGraphql()
  } catch (error) {
    if (!(error instanceof GraphqlRefused)) throw error
    // One list may be kept from a token; the others need not be.
    if (notAllowed.has(String(error.details['type']))) return byRest()
    if (!state.refused)
      context.log('warn', `GraphQL is not to be had here, REST is used instead, with more requests. ${error.hint}`)
    state.refused = true
    return byRest()
  }
}
