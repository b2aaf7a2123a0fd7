import { z } from 'zod'
import type { VerificationCheck } from '../../../shared/model/connection.ts'
import { statusOf } from '../sdk/answer.ts'
import type { VerifyResult } from '../sdk/connector.ts'
import type { Budget } from '../sdk/http.ts'
import { octokitOfApp } from './app.ts'
import { askGraphql, GraphqlRefused } from './graphql.ts'
import type { Key } from './keys.ts'
import { createOctokit, dataOf } from './octokit.ts'
import { type GithubContext, type Remote, remoteOf } from './remote.ts'
import type { GithubSizes } from './sizes.ts'
import { onAddress, onApp, onInstallation, onToken } from './wrong-settings.ts'

/** Who the credentials are, what they may read, how much they may still ask, and what answers. */
export const verify =
  (sizes: GithubSizes) =>
  async (context: GithubContext): Promise<VerifyResult> => {
    const remote = remoteOf(context, sizes)
    // Credentials before anything else that could refuse them.
    const found = await (context.settings.appId === '' ? verifyTokens(remote) : verifyApp(context, remote)).catch(
      error => {
        throw onAddress(error, context.settings)
      },
    )
    const product = await productOf(context, remote)
    const graphql = await graphqlCheck(remote)
    const budget = [...found.budgets].reduce<Budget | null>(sum, null)
    return {
      identity: found.identity,
      product,
      checks: [...found.checks, ...(budget === null ? [] : [budgetCheck(budget)]), graphql],
      ...(found.expiresAt !== null && { credentialsExpireAt: found.expiresAt }),
    }
  }

interface Found {
  readonly identity: string
  readonly checks: readonly VerificationCheck[]
  readonly budgets: readonly Budget[]
  readonly expiresAt: number | null
}

const User = z.object({ login: z.string() })
const App = z.object({ name: z.string() })
const Meta = z.object({ installed_version: z.string().optional() })

/** `GitHub`, or `GitHub Enterprise Server 3.17.2`. @throws WeirError `settings.invalid` when something else answers. */
async function productOf(context: GithubContext, remote: Remote): Promise<string> {
  try {
    const { installed_version: version } = await dataOf(Meta, remote.octokit.request('GET /meta'))
    return version === undefined ? 'GitHub' : `GitHub Enterprise Server ${version}`
  } catch (error) {
    throw onAddress(error, context.settings)
  }
}

async function verifyTokens({ endpoints, keys }: Remote): Promise<Found> {
  const found: { login: string; headers: AnswerHeaders; budget: Budget | null }[] = []
  for (const [index, key] of keys.entries()) {
    const client = await key.client('core')
    const asked = createOctokit(endpoints, client.send).request('GET /user')
    const { login } = await dataOf(User, asked).catch(error => {
      throw onToken(error, keys.length > 1 ? index + 1 : null)
    })
    found.push({ login, headers: (await asked).headers, budget: client.budget() })
  }
  const expiries = found.flatMap(({ headers }) => expiryOf(headers) ?? [])
  return {
    identity: [...new Set(found.map(({ login }) => login))].join(', '),
    checks: found.map(({ headers }, index) => scopeCheck(headers, found.length > 1 ? ` (token ${index + 1})` : '')),
    budgets: found.flatMap(({ budget }) => budget ?? []),
    expiresAt: expiries.length === 0 ? null : Math.min(...expiries),
  }
}

type AnswerHeaders = Readonly<Record<string, string | number | undefined>>

/** `2026-12-31 10:00:00 UTC`, or with an offset. */
function expiryOf(headers: AnswerHeaders): number | null {
  const at = Date.parse(String(headers['github-authentication-token-expiration'] ?? '').replace(/ UTC$/, 'Z'))
  return Number.isNaN(at) ? null : at
}

/** Classic tokens tell their scopes; fine-grained ones do not, and name their repositories themselves. */
function scopeCheck(headers: AnswerHeaders, which: string): VerificationCheck {
  const scopes = headers['x-oauth-scopes']
    ?.toString()
    .split(',')
    .map(scope => scope.trim())
  const name = `May read private repositories${which}`
  if (scopes === undefined || scopes.includes('repo')) return { name, ok: true, hint: null }
  return {
    name,
    ok: false,
    hint: 'Only public repositories can be read. Give the token the scope "repo" if private ones are to be synced.',
  }
}

async function verifyApp(context: GithubContext, remote: Remote): Promise<Found> {
  const name = await appName(context)
  const [key] = remote.keys as readonly [Key]
  const client = await key.client('core').catch(error => {
    throw onInstallation(error)
  })
  await createOctokit(remote.endpoints, client.send).request('GET /installation/repositories', { per_page: 1 })
  const budget = client.budget()
  return { identity: `${name} (GitHub App)`, checks: [], budgets: budget ? [budget] : [], expiresAt: null }
}

/** What the App is called. Asked before its installation, so that it is known which of the two ids is wrong. */
async function appName(context: GithubContext): Promise<string> {
  const app = await octokitOfApp(context)
  const { name } = await dataOf(App, app.request('GET /app')).catch(error => {
    throw onApp(error)
  })
  return name
}

const sum = (all: Budget | null, one: Budget): Budget =>
  all === null
    ? one
    : {
        ...one,
        limit: all.limit + one.limit,
        remaining: all.remaining + one.remaining,
        resetsAt: Math.min(all.resetsAt, one.resetsAt),
      }

function budgetCheck({ remaining, limit, resetsAt }: Budget): VerificationCheck {
  const count = (value: number) => value.toLocaleString('en-US')
  const time = new Date(resetsAt).toISOString().slice(11, 16)
  const name = `${count(remaining)} of ${count(limit)} requests left until ${time} UTC`
  if (remaining > 0) return { name, ok: true, hint: null }
  return { name, ok: false, hint: `A sync waits until ${new Date(resetsAt).toISOString()}, when there are more.` }
}

async function graphqlCheck(remote: Remote): Promise<VerificationCheck> {
  try {
    await askGraphql(remote, z.object({ rateLimit: z.unknown() }), 'query Limit { rateLimit { cost } }', {})
    return { name: 'May use GraphQL', ok: true, hint: null }
  } catch (error) {
    if (!(error instanceof GraphqlRefused) && statusOf(error) === null) throw error
    const name = 'GraphQL is refused: pull requests are read one by one over REST, which takes longer'
    return { name, ok: true, hint: null }
  }
}
