import type { Client } from '../../src/shared/contract/client.ts'
import type { ConnectionSummary, SourceOption, Verification } from '../../src/shared/model/connection.ts'
import type { JobId } from '../../src/shared/model/ids.ts'
import type { JobSummary } from '../../src/shared/model/job.ts'

export interface GitForm {
  readonly folders?: readonly string[]
  readonly remotes?: readonly string[]
  readonly credentials?: Readonly<Record<string, string | null>>
}

/** Resolves once `test` holds for what `look` sees, looked at again after every push of this kind. */
export function untilPush<Value>(
  client: Client,
  event: 'job_status' | 'progress_update' | 'data_source_update' | 'data_changed',
  look: () => Promise<Value>,
  test: (value: Value) => boolean,
): Promise<Value> {
  return new Promise((resolve, reject) => {
    const check = () => {
      look().then(value => {
        if (!test(value)) return
        stop()
        resolve(value)
      }, reject)
    }
    const stop = client.on(event, check)
    check()
  })
}

export interface ConnectionForm {
  readonly connectorId: string
  readonly settings: Readonly<Record<string, unknown>>
  readonly credentials?: Readonly<Record<string, string | null>>
}

/** Verifies the settings of a new connection and resolves to the result. */
export async function verify(
  client: Client,
  { connectorId, settings, credentials = {} }: ConnectionForm,
): Promise<Verification> {
  const { id } = await client.request('verifications.start', { connectorId, connectionId: null, settings, credentials })
  const look = () => client.request('verifications.get', { verificationId: id })
  return untilPush(client, 'data_source_update', look, ({ status }) => status !== 'verifying')
}

const gitForm = ({ folders = [], remotes = [], credentials = {} }: GitForm): ConnectionForm => ({
  connectorId: 'git',
  settings: { folders, remotes },
  credentials,
})

/** Verifies a Git connection's settings and resolves to the result. */
export const verifyGit = (client: Client, form: GitForm): Promise<Verification> => verify(client, gitForm(form))

export interface ConnectOptions {
  readonly name: string
  readonly syncNow?: boolean
  /** Which of the data sources found are taken; all, if absent. */
  readonly take?: (option: SourceOption) => boolean
}

/** Adds a connection. */
export async function connect(
  client: Client,
  form: ConnectionForm,
  { name, syncNow = false, take = () => true }: ConnectOptions,
): Promise<ConnectionSummary> {
  const { id, options, fault } = await verify(client, form)
  if (fault) throw new Error(`${fault.code}: ${fault.hint} ${JSON.stringify(fault.fields)}`)
  const sources = options.filter(take).map(option => option.externalId)
  return client.request('connections.create', { name, verificationId: id, sources, syncNow })
}

/** Adds a connection with every repository found. */
export const connectGit = (client: Client, form: GitForm, syncNow = false): Promise<ConnectionSummary> =>
  connect(client, gitForm(form), { name: 'Repositories', syncNow })

/** Resolves once the job has left PENDING and RUNNING. */
export function settled(client: Client, jobId: JobId): Promise<JobSummary> {
  const look = () => client.request('jobs.get', { jobId })
  return untilPush(client, 'job_status', look, ({ state }) => state !== 'PENDING' && state !== 'RUNNING')
}

/** Resolves once every repository's deployments are worked out. */
export async function derived(client: Client, expected: number): Promise<void> {
  const look = () => client.request('repositories.list')
  await untilPush(
    client,
    'data_changed',
    look,
    rows => rows.reduce((sum, row) => sum + row.deployments, 0) === expected,
  )
}
