import type { JobId, ServiceId } from '../../src/shared/model/ids.ts'
import type { Repository } from '../../src/shared/model/repository.ts'
import { settled, untilPush } from './client-steps.ts'
import { fourWeeks } from './four-weeks.ts'
import { makeMonorepoExample, monorepoServices } from './monorepo-example.ts'
import { openShopWorkspace } from './shop-workspace.ts'
import type { TestApplication } from './test-application.ts'

const weeks = 28 * 24 * 3_600_000

export interface MonorepoWorkspace {
  readonly app: TestApplication
  readonly shop: Repository
  readonly api: ServiceId
  readonly web: ServiceId
  readonly jobId: JobId
}

/**
 * The application on `data` in the folder, where the monorepo example, whose day 0 begins at `monday` (epoch ms), was synced with Git, has its
 * host's side written, and its two services told apart. To be closed by the caller.
 */
export async function openMonorepoWorkspace(folder: string, monday: number): Promise<MonorepoWorkspace> {
  const { app, jobId } = await openShopWorkspace(folder, repository => makeMonorepoExample(repository, monday))
  try {
    return { app, jobId, ...(await tellApart(app, jobId, monday)) }
  } catch (error) {
    await app.close()
    throw error
  }
}

async function tellApart({ client }: TestApplication, jobId: JobId, monday: number) {
  const repositories = () => client.request('repositories.list')
  const [shop] = await untilPush(client, 'data_changed', repositories, ([one]) => (one?.deployments ?? 0) > 0)
  if (!shop) throw new Error('a repository')
  const save = async (name: keyof typeof monorepoServices) => {
    const { paths, environment } = monorepoServices[name]
    const rule = { source: 'deployments' as const, environment }
    const service = { name, paths: [...paths], rule }
    return (await client.request('services.save', { repositoryId: shop.id, serviceId: null, service })).serviceId
  }
  const [api, web] = [await save('api'), await save('web')]
  const services = () => client.request('services.list', {})
  await untilPush(client, 'data_changed', services, all => all.every(({ state }) => state === 'listed'))
  await settled(client, jobId)
  const filter = { ...fourWeeks, from: monday, to: monday + weeks }
  const changes = () =>
    client.request('metrics.changes', { filter, deploymentId: null, page: { offset: 0, limit: 100 } })
  await untilPush(client, 'data_changed', changes, ({ total }) => total === 6)
  const pulls = () => client.request('pullRequests.metrics', { ...filter, serviceIds: [api] })
  await untilPush(client, 'data_changed', pulls, ({ throughput }) => throughput.merged === 3)
  return { shop, api, web }
}
