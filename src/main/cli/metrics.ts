import type { Client } from '../../shared/contract/client.ts'
import type { InputOf } from '../../shared/contract/methods.ts'
import { WeirError } from '../../shared/contract/weir-error.ts'
import type { RepositoryId, ServiceId } from '../../shared/model/ids.ts'
import type { Repository } from '../../shared/model/repository.ts'
import { chooseServices } from './choose-services.ts'
import { doraLines } from './dora-lines.ts'
import { parsePeriod } from './period.ts'
import type { Terminal } from './terminal.ts'

export interface DoraOptions {
  readonly from: string
  readonly to: string
  readonly bucket: InputOf<'metrics.dora'>['bucket']
  readonly repository?: readonly string[]
  readonly service?: readonly string[]
  readonly includeBots?: boolean
  readonly json?: boolean
}

/** Prints the delivery metrics of a period, as a table or as the method's own JSON. @throws WeirError */
export async function metricsDora(client: Client, options: DoraOptions, terminal: Terminal): Promise<void> {
  const [info, preferences] = await Promise.all([client.request('app.info'), client.request('preferences.get')])
  const timeZone = preferences.timeZone === 'system' ? info.systemTimeZone : preferences.timeZone
  const filter = {
    ...parsePeriod(options.from, options.to, timeZone),
    bucket: options.bucket,
    timeZone,
    repositoryIds: await chosenRepositories(client, options.repository),
    serviceIds: await chosenServices(client, options.service),
    includeBots: options.includeBots ?? false,
  }
  const dora = await client.request('metrics.dora', filter)
  if (options.json) return terminal.out(JSON.stringify(dora, null, 2))
  for (const line of doraLines(dora, filter)) terminal.out(line)
}

async function chosenRepositories(
  client: Client,
  wanted: readonly string[] | undefined,
): Promise<RepositoryId[] | null> {
  if (!wanted?.length) return null
  const repositories = await client.request('repositories.list')
  return wanted.flatMap(name => idsOf(repositories, name))
}

async function chosenServices(client: Client, wanted: readonly string[] | undefined): Promise<ServiceId[] | null> {
  if (!wanted?.length) return null
  const [services, repositories] = await Promise.all([
    client.request('services.list', {}),
    client.request('repositories.list'),
  ])
  return chooseServices(services, repositories, wanted)
}

/** Repositories in different folders may share a name: then all of them are meant. */
function idsOf(repositories: readonly Repository[], wanted: string): RepositoryId[] {
  const named = repositories.filter(({ name, path }) => name.toLowerCase() === wanted.toLowerCase() || path === wanted)
  const found = named.length > 0 ? named : repositories.filter(({ id }) => String(id) === wanted)
  if (found.length > 0) return found.map(({ id }) => id)
  throw new WeirError('rpc.not_found', {
    hint: `There is no repository ${wanted}. There are: ${repositories.map(({ name }) => name).join(', ') || 'none yet'}.`,
    details: { repository: wanted },
  })
}
