import type { QualityItem } from '../../../shared/model/quality.ts'
import { shippedBy } from '../deployments.ts'
import { changeAuthors } from '../lead-times.ts'
import { type Selection, selectRepositories } from '../selection.ts'
import { countOf, type FindingSource, foundRows, periodOf } from './finding-source.ts'

interface Row {
  readonly id: number
  readonly name: string
  readonly about: string
  readonly repositoryId: number
  readonly at: number | null
}

/** A repository's first known deployment: what shipped with it cannot be told, and is in no lead time. */
export const firstDeployment: FindingSource = (db, { filter }) => {
  const selection = selectRepositories(db, { repositoryIds: null, teamId: filter.teamId })
  const { from, to } = periodOf(filter)
  const shipped = shippedBy(db, selection)
  const parameters = [selection.ids, from, to, ...shipped.parameters]
  const found = `from deployments d where ${ofSelection('d')} and d.finished_at >= ? and d.finished_at < ? ${shipped.sql}`
  const rows = db
    .prepare<unknown[], Row>(
      `select d.id, d.name, d.changes || case d.changes when 1 then ' commit' else ' commits' end || ' came with it' as about, d.repository_id as repositoryId, d.finished_at as at
       ${found} and d.first = 1 order by d.finished_at desc, d.id desc`,
    )
    .all(...parameters)
  const of = countOf(db, `select count(*) ${found}`, ...parameters)
  return foundRows(rows.map(itemIn(selection.names)), of, noRepositories(selection))
}

/** Changes authored after the deployment they shipped with: left out of lead time. */
export const negativeLeadTime: FindingSource = (db, { filter }) => {
  const selection = selectRepositories(db, { repositoryIds: null, teamId: filter.teamId })
  const { from, to } = periodOf(filter)
  const authors = changeAuthors(db, selection)
  const parameters = [selection.ids, from, to, ...authors.parameters]
  const found = `from deployments d join deployment_changes x on x.deployment_id = d.id
    where ${ofSelection('d')} and d.finished_at >= ? and d.finished_at < ? ${authors.sql}`
  return {
    count: countOf(db, `select count(*) ${found} and x.lead_time_ms is null`, ...parameters),
    of: countOf(db, `select count(*) ${found}`, ...parameters),
    nothing: noRepositories(selection),
    items: (offset, limit) =>
      db
        .prepare<unknown[], Row>(
          `select c.id, c.subject as name, lower(hex(substr(c.sha, 1, 4))) || ' is dated after ' || d.name as about,
             d.repository_id as repositoryId, c.authored_at as at
           ${found.replace('where', 'join commits c on c.id = x.commit_id where')} and x.lead_time_ms is null
           order by d.finished_at desc, x.commit_id limit ? offset ?`,
        )
        .all(...parameters, limit, offset)
        .map(itemIn(selection.names)),
  }
}

/** Tags that name no commit, or one that is not there: nothing can be deployed by them. */
export const deploymentWithoutCommit: FindingSource = (db, { filter }) => {
  const selection = selectRepositories(db, { repositoryIds: null, teamId: filter.teamId })
  const { from, to } = periodOf(filter)
  const rows = db
    .prepare<unknown[], Row>(
      `select t.id, t.name, 'the tag names no commit' as about, t.repository_id as repositoryId, t.tagged_at as at
       from tags t where ${ofSelection('t')} and t.active = 1 and t.commit_id is null
         and coalesce(t.tagged_at, 0) >= ? and coalesce(t.tagged_at, 0) < ? order by t.tagged_at desc, t.id desc`,
    )
    .all(selection.ids, from, to)
  const of = countOf(db, `select count(*) from tags t where ${ofSelection('t')} and t.active = 1`, selection.ids)
  return foundRows(rows.map(itemIn(selection.names)), of, noRepositories(selection))
}

/** Repositories whose history is cut off. */
export const shallowClone: FindingSource = (db, { filter }) => {
  const selection = selectRepositories(db, { repositoryIds: null, teamId: filter.teamId })
  const rows = db
    .prepare<[string], Row>(
      `select r.id, '' as name, r.path as about, r.id as repositoryId, null as at from repositories r
       where r.id in (select value from json_each(?)) and r.shallow = 1 order by r.id`,
    )
    .all(selection.ids)
  const items = rows.map(row => ({ ...itemIn(selection.names)(row), name: selection.names.get(row.id as never) ?? '' }))
  return foundRows(items, selection.names.size, noRepositories(selection))
}

const noRepositories = ({ names }: Selection) => (names.size === 0 ? ('no_repositories' as const) : null)

const ofSelection = (alias: string) => `${alias}.repository_id in (select value from json_each(?))`

const itemIn =
  (names: ReadonlyMap<number, string>) =>
  ({ id, name, about, repositoryId, at }: Row): QualityItem => ({
    id: String(id),
    name,
    about,
    place: names.get(repositoryId) ?? '',
    at,
    target: { kind: 'repository', id: repositoryId },
  })
