import { WeirError } from '../../../shared/contract/weir-error.ts'
import type { HttpClient, HttpHead, HttpReply, HttpRequest } from '../sdk/http.ts'
import type { JiraContext } from './remote.ts'
import type { JiraSizes } from './sizes.ts'

/** Asks a Cloud site through Atlassian's gateway, with an access token that is renewed when it expires or is refused. */
export function openGateway(
  { http, settings, access }: JiraContext,
  { concurrency, perSecond }: JiraSizes,
): (request: HttpRequest) => Promise<HttpReply> {
  let opened: { readonly token: string; readonly client: HttpClient } | null = null

  async function open(refused?: string) {
    if (!access || settings.site === null) throw signedOut()
    const { api, token } = await access(refused)
    if (opened?.token === token) return opened
    const client = http.open({
      baseUrl: `${api}/ex/jira/${settings.site.id}`,
      title: 'Jira',
      headers: { authorization: `Bearer ${token}`, 'x-atlassian-token': 'no-check' },
      secrets: [token],
      concurrency,
      perSecond,
      judge: judgeGateway,
    })
    opened = { token, client }
    return opened
  }

  return async request => {
    const { token, client } = await open()
    try {
      return await client.send(request)
    } catch (error) {
      if (!isRejected(error)) throw error
    }
    const again = await open(token)
    return again.client.send(request).catch(error => {
      throw isRejected(error) ? signedOut(error) : error
    })
  }
}

/** A token without the scope for something is refused as if it were wrong. */
const judgeGateway = ({ status }: HttpHead, text: (bytes: number) => string) =>
  status === 401 && /scope does not match/i.test(text(2_000)) ? 'auth.insufficient_scope' : null

const isRejected = (error: unknown) => error instanceof WeirError && error.code === 'auth.rejected'

const signedOut = (cause?: unknown) =>
  new WeirError('auth.signed_out', {
    hint: 'Jira refuses the access it was given for. Sign in again, and choose a site that the account may use.',
    fields: [{ path: 'settings.site', message: 'Sign in again, or choose another site' }],
    cause,
  })
