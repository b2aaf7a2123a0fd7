import { z } from 'zod'
import type { HostedRepositoryEntity } from '../../../../shared/model/code-entities.ts'
import { defineStream } from '../../sdk/connector.ts'
import { hashOfRecord } from '../listed-items.ts'
import { repositoryEntity } from '../map-lists.ts'
import { remoteOf } from '../remote.ts'
import { placeOf } from '../repository-place.ts'
import type { GithubCredentials, GithubSettings } from '../settings.ts'
import type { GithubSizes } from '../sizes.ts'

const Cursor = z.object({ hash: z.string() })

/** The repository itself: one record, when what is kept of it has changed. */
export const repository = (sizes: GithubSizes) =>
  defineStream<GithubSettings, GithubCredentials, HostedRepositoryEntity, z.infer<typeof Cursor>>({
    name: 'hosted_repository',
    label: 'repositories',
    cursor: Cursor,
    map: record => [record],
    async *read(context, { source, cursor }) {
      const remote = remoteOf(context, sizes)
      const { record } = await placeOf(remote, source)
      const entity = repositoryEntity(record, remote.endpoints.host)
      const hash = hashOfRecord(entity)
      if (hash !== cursor?.hash) yield { records: [entity], cursor: { hash }, total: 1 }
    },
  })
