import { WeirError } from '../../shared/contract/weir-error.ts'
import type { RepositoryId, ServiceId } from '../../shared/model/ids.ts'
import type { Service } from '../../shared/model/service.ts'

interface Named {
  readonly id: RepositoryId
  readonly name: string
}

/**
 * The services of these names: `shop/api`, or `api` in whatever repository. Null, for all of them, when none is named. @throws WeirError
 * `rpc.not_found`.
 */
export function chooseServices(
  services: readonly Pick<Service, 'id' | 'name' | 'repositoryId'>[],
  repositories: readonly Named[],
  wanted: readonly string[] = [],
): ServiceId[] | null {
  if (wanted.length === 0) return null
  const nameOf = new Map(repositories.map(({ id, name }) => [id, name]))
  const titled = services.map(({ id, name, repositoryId }) => ({
    id,
    name,
    title: `${nameOf.get(repositoryId)}/${name}`,
  }))
  return wanted.flatMap(one => {
    const isMeant = (text: string) => text.toLowerCase() === one.toLowerCase()
    const found = titled.filter(({ name, title }) => isMeant(name) || isMeant(title))
    if (found.length > 0) return found.map(({ id }) => id)
    throw new WeirError('rpc.not_found', {
      hint: `There is no service ${one}. There are: ${titled.map(({ title }) => title).join(', ') || 'none yet'}.`,
      details: { service: one },
    })
  })
}
