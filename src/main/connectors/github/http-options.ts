import type { HttpHead } from '../sdk/http.ts'
import { endpointsOf } from './endpoints.ts'
import type { GithubSettings } from './settings.ts'

/** How GitHub is asked by whoever has the token. */
export const httpOptions = ({ url, certificate }: GithubSettings, token: string) => ({
  baseUrl: endpointsOf(url).origin,
  title: 'GitHub',
  headers: {
    authorization: `Bearer ${token}`,
    accept: 'application/vnd.github+json',
    'x-github-api-version': '2022-11-28',
  },
  secrets: [token],
  ca: certificate === '' ? undefined : certificate,
  refusesForNumber,
  judge: refusalOfOthers,
})

/** GitHub gives its reasons as JSON: who refuses with a page is something else, and says nothing about the credentials. */
const refusalOfOthers = ({ status, headers }: HttpHead) =>
  (status === 401 || status === 403) && !/json/i.test(headers['content-type'] ?? '') ? 'remote.rejected' : null

/** A secondary limit may come without `Retry-After`, and GraphQL's limits with status 200. */
function refusesForNumber({ status }: HttpHead, text: (bytes: number) => string): boolean {
  if (status === 403 || status === 429) return /rate limit|abuse detection/i.test(text(2_000))
  if (status !== 200) return false
  const beginning = text(2_000)
  return (
    /^\s*\{\s*(?:"data"\s*:\s*null\s*,\s*)?"errors"\s*:/.test(beginning) &&
    /"type"\s*:\s*"RATE_LIMIT|(?:secondary|API) rate limit/i.test(beginning)
  )
}
