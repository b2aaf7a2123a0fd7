import type { QualityItem } from '../../../shared/model/quality.ts'
import type { Selection } from '../selection.ts'

/** An item of a repository, as it is read. */
export interface RepositoryRow {
  readonly id: number
  readonly name: string
  readonly about: string
  readonly repositoryId: number
  readonly at: number | null
}

/** Makes rows items of their repositories, by these names. */
export const itemIn =
  (names: ReadonlyMap<number, string>) =>
  ({ id, name, about, repositoryId, at }: RepositoryRow): QualityItem => ({
    id: String(id),
    name,
    about,
    place: names.get(repositoryId) ?? '',
    at,
    target: { kind: 'repository', id: repositoryId },
  })

/** A condition on the repository of an alias; its parameter are the selection's ids. */
export const ofSelection = (alias: string) => `${alias}.repository_id in (select value from json_each(?))`

export const noRepositories = ({ names }: Selection) => (names.size === 0 ? ('no_repositories' as const) : null)
