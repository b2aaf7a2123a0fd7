import { makeRecords } from './records.ts'
import type { SimDeployment, SimIssue, SimPull, SimRepository, SimRun, World } from './world.ts'

/** A simulated GitHub in motion: a world, and what has happened to it since. */
export interface Site {
  repositories(): readonly SimRepository[]
  /** By id, or by `owner/name` in any case. */
  repository(by: number | string): SimRepository | null
  /** In the order of their last change, newest first. */
  pulls(repository: SimRepository): readonly SimPull[]
  issues(repository: SimRepository): readonly SimIssue[]
  /** Newest first. */
  deployments(repository: SimRepository): readonly SimDeployment[]
  runs(repository: SimRepository): readonly SimRun[]
  /** Changes a repository as `change` says. `now` is a time later than any before. */
  update(id: number, change: (repository: SimRepository, make: Maker, now: number) => Partial<SimRepository>): void
  /** The id of the repository that had this `owner/name` before it was renamed. */
  movedFrom(fullName: string): number | null
  removeRepository(id: number): void
}
export type Maker = ReturnType<typeof makeRecords>

/** `now` gives the time of changes, in epoch ms. */
export function createSite(world: World, now: () => number): Site {
  const repositories = new Map(world.repositories.map(repository => [repository.id, repository]))
  const make = makeRecords(800_000_000, 'later')
  const formerly = new Map<string, number>()
  const ordered = new WeakMap<object, readonly unknown[]>()

  /** Sorted once for as long as the list is the same. */
  function sorted<Item>(items: readonly Item[], timeOf: (item: Item) => string, idOf: (item: Item) => number) {
    const known = ordered.get(items) as readonly Item[] | undefined
    if (known) return known
    const list = [...items].sort((a, b) =>
      timeOf(a) === timeOf(b) ? idOf(b) - idOf(a) : timeOf(a) < timeOf(b) ? 1 : -1,
    )
    ordered.set(items, list)
    return list
  }

  return {
    repositories: () => [...repositories.values()],
    repository: by =>
      typeof by === 'number'
        ? (repositories.get(by) ?? null)
        : ([...repositories.values()].find(({ record }) => record.full_name.toLowerCase() === by.toLowerCase()) ??
          null),
    pulls: ({ pulls }) =>
      sorted(
        pulls,
        ({ record }) => record.updated_at,
        ({ record }) => record.number,
      ),
    issues: ({ issues }) =>
      sorted(
        issues,
        ({ record }) => record.updated_at,
        ({ record }) => record.number,
      ),
    deployments: ({ deployments }) =>
      sorted(
        deployments,
        ({ record }) => record.created_at,
        ({ record }) => record.id,
      ),
    runs: ({ runs }) =>
      sorted(
        runs,
        ({ record }) => record.created_at,
        ({ record }) => record.id,
      ),
    update(id, change) {
      const repository = repositories.get(id)
      if (!repository) throw new Error(`There is no repository ${id}`)
      const changed = { ...repository, ...change(repository, make, now()) }
      formerly.set(repository.record.full_name.toLowerCase(), id)
      repositories.set(id, changed)
    },
    movedFrom: fullName => formerly.get(fullName.toLowerCase()) ?? null,
    removeRepository: id => void repositories.delete(id),
  }
}
