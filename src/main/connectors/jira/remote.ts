import type { z } from 'zod'
import { answerOf } from '../sdk/answer.ts'
import type { ConnectorContext } from '../sdk/connector.ts'
import type { HttpHead, HttpReply, HttpRequest } from '../sdk/http.ts'
import { createOnce, type Once } from '../sdk/once.ts'
import { openGateway } from './gateway.ts'
import type { JiraCredentials, JiraSettings } from './settings.ts'
import type { JiraSizes } from './sizes.ts'
import { invalid } from './wrong-settings.ts'

export type JiraContext = ConnectorContext<JiraSettings, JiraCredentials>

/** A Jira as the connector asks it: answers are parsed, paths are below the site. */
export interface Remote {
  readonly cloud: boolean
  /** `rest/api/3` or `rest/api/2`. */
  readonly api: string
  /**
   * How many lists of issues are fetched at the same time: as many as keep every connection busy, and no more, since what has
   * arrived before its turn lies in memory.
   */
  readonly fetches: number
  /** @throws WeirError the host's faults, and `remote.rejected` when the answer has another form. */
  ask<Answer>(schema: z.ZodType<Answer>, request: HttpRequest): Promise<Answer>
  /** The answer to the first call with this name; kept for the run unless it failed. */
  readonly once: Once
}

const remotes = new WeakMap<JiraContext, Remote>()

/** The run's Jira: one for all streams. */
export function remoteOf(context: JiraContext, sizes: JiraSizes): Remote {
  const remote = remotes.get(context) ?? createRemote(context, sizes)
  remotes.set(context, remote)
  return remote
}

function createRemote(context: JiraContext, sizes: JiraSizes): Remote {
  const { product } = context.settings
  const cloud = product !== 'data-center'
  const send = product === 'cloud-oauth' ? openGateway(context, sizes) : openSite(context, sizes)
  return {
    cloud,
    api: cloud ? 'rest/api/3' : 'rest/api/2',
    // On Cloud each takes a request for the issues and one for their histories.
    fetches: cloud ? Math.ceil(sizes.concurrency / 2) + 1 : sizes.concurrency + 1,
    async ask(schema, request) {
      const { body } = await send(request)
      return answerOf(schema, body, 'Jira', request.path)
    },
    once: createOnce(),
  }
}

/** Asks a site itself, with the token the user has made. @throws WeirError `settings.invalid` without one. */
function openSite(
  { http, settings, credentials }: JiraContext,
  { concurrency, perSecond }: JiraSizes,
): (request: HttpRequest) => Promise<HttpReply> {
  const cloud = settings.product === 'cloud'
  const { token = '' } = credentials
  if (token === '')
    throw invalid('credentials.token', 'Jira needs a token', 'Give the token of the account to read with.')
  const basic = `Basic ${Buffer.from(`${settings.email}:${token}`).toString('base64')}`
  const client = http.open({
    baseUrl: settings.url,
    title: 'Jira',
    headers: { authorization: cloud ? basic : `Bearer ${token}`, 'x-atlassian-token': 'no-check' },
    secrets: [token],
    ca: settings.certificate === '' ? undefined : settings.certificate,
    concurrency,
    perSecond,
    judge: cloud ? judgeCloud : judgeDataCenter,
  })
  return request => client.send(request)
}

/** After too many failed sign-ins Cloud wants a captcha: a 403 that is about the credentials. */
const judgeCloud = ({ headers }: HttpHead) =>
  headers['x-seraph-loginreason']?.includes('AUTHENTICATION_DENIED') ? 'auth.rejected' : null

/** A session that has ended answers 400, 401 or 404, to nobody. */
const judgeDataCenter = ({ status, headers }: HttpHead) =>
  (status === 400 || status === 401 || status === 404) && headers['x-ausername'] === 'anonymous'
    ? 'auth.rejected'
    : null
