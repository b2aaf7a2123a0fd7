import { z } from 'zod'
import { WeirError } from '../../../shared/contract/weir-error.ts'
import { answerOf, statusOf } from '../sdk/answer.ts'
import type { JiraContext, Remote } from './remote.ts'
import type { JiraSizes } from './sizes.ts'
import { invalid, onToken } from './wrong-settings.ts'

const ServerInfo = z.object({ version: z.string(), deploymentType: z.string().optional() })
type ServerInfo = z.infer<typeof ServerInfo>

/** Both products answer here. */
const path = 'rest/api/2/serverInfo'

/**
 * What a Jira says of itself: to anybody, so that wrong credentials do not hide another product or address; a closed one to those
 * who may enter. @throws WeirError `settings.invalid` on the address where there is no Jira, `auth.rejected` on the token.
 */
export async function siteInfo(
  { http, settings }: JiraContext,
  remote: Remote,
  { concurrency, perSecond }: JiraSizes,
): Promise<ServerInfo> {
  if (settings.product === 'cloud-oauth') return closedSiteInfo(remote, 'settings.site')
  const ca = settings.certificate === '' ? undefined : settings.certificate
  const anybody = http.open({ baseUrl: settings.url, title: 'Jira', ca, concurrency, perSecond })
  try {
    const { body } = await anybody.send({ path })
    return answerOf(ServerInfo, body, 'Jira', path)
  } catch (error) {
    const status = statusOf(error)
    if (status === 401 || status === 403) return closedSiteInfo(remote, 'settings.url')
    throw notThere(error, 'settings.url')
  }
}

async function closedSiteInfo(remote: Remote, field: string): Promise<ServerInfo> {
  try {
    return await remote.ask(ServerInfo, { path })
  } catch (error) {
    throw notThere(onToken(error, remote), field)
  }
}

const notThere = (error: unknown, field: string) =>
  error instanceof WeirError && error.code === 'remote.rejected'
    ? invalid(field, 'There is no Jira at this address', error.hint, error)
    : error
