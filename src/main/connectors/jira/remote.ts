import type { z } from 'zod'
import { WeirError } from '../../../shared/contract/weir-error.ts'
import type { ConnectorContext } from '../sdk/connector.ts'
import type { HttpClient, HttpHead, HttpRequest } from '../sdk/http.ts'
import type { JiraCredentials, JiraSettings } from './settings.ts'
import type { JiraSizes } from './sizes.ts'

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
  once<Answer>(name: string, load: () => Promise<Answer>): Promise<Answer>
}

const remotes = new WeakMap<JiraContext, Remote>()

/** The run's Jira: one for all streams. */
export function remoteOf(context: JiraContext, sizes: JiraSizes): Remote {
  const remote = remotes.get(context) ?? createRemote(context, sizes)
  remotes.set(context, remote)
  return remote
}

function createRemote({ http, settings, credentials }: JiraContext, { concurrency, perSecond }: JiraSizes): Remote {
  const cloud = settings.product === 'cloud'
  const { token } = credentials
  const basic = `Basic ${Buffer.from(`${settings.email}:${token}`).toString('base64')}`
  const client: HttpClient = http.open({
    baseUrl: settings.url,
    title: 'Jira',
    headers: { authorization: cloud ? basic : `Bearer ${token}`, 'x-atlassian-token': 'no-check' },
    secrets: [token],
    ca: settings.certificate === '' ? undefined : settings.certificate,
    concurrency,
    perSecond,
    judge: cloud ? judgeCloud : judgeDataCenter,
  })
  const kept = new Map<string, Promise<unknown>>()

  return {
    cloud,
    api: cloud ? 'rest/api/3' : 'rest/api/2',
    // On Cloud each takes a request for the issues and one for their histories.
    fetches: cloud ? Math.ceil(client.concurrency / 2) + 1 : client.concurrency + 1,
    async ask(schema, request) {
      const { body } = await client.send(request)
      const parsed = schema.safeParse(body)
      if (parsed.success) return parsed.data
      throw unexpected(request.path, parsed.error)
    },
    once<Answer>(name: string, load: () => Promise<Answer>): Promise<Answer> {
      // Each name is used with one type of answer only.
      const known = kept.get(name) as Promise<Answer> | undefined
      if (known) return known
      const loading = load()
      kept.set(name, loading)
      loading.catch(() => kept.delete(name))
      return loading
    },
  }
}

/** After too many failed sign-ins Cloud wants a captcha: a 403 that is about the credentials. */
const judgeCloud = ({ headers }: HttpHead) =>
  headers['x-seraph-loginreason']?.includes('AUTHENTICATION_DENIED') ? 'auth.rejected' : null

/** A session that has ended answers 400, 401 or 404, to nobody. */
const judgeDataCenter = ({ status, headers }: HttpHead) =>
  (status === 400 || status === 401 || status === 404) && headers['x-ausername'] === 'anonymous'
    ? 'auth.rejected'
    : null

const unexpected = (path: string, error: z.ZodError) =>
  new WeirError('remote.rejected', {
    hint: 'Jira answered in a form Weir does not know. Check the address and the product; if it persists, report it.',
    details: {
      path,
      problem: error.issues
        .map(issue => `${issue.path.join('.')}: ${issue.message}`)
        .slice(0, 3)
        .join('; '),
    },
  })

/** The HTTP status behind a fault; null for others. */
export function statusOf(error: unknown): number | null {
  const status = error instanceof WeirError ? error.details['status'] : null
  return typeof status === 'number' ? status : null
}
