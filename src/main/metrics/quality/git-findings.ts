import type { MetricsFilter } from '../../../shared/model/metrics.ts'
import type { QualityFilter } from '../../../shared/model/quality.ts'
import { changeList } from '../change-list.ts'
import { shippedBy } from '../deployments.ts'
import { leadTimeReader } from '../lead-times.ts'
import { selectRepositories } from '../selection.ts'
import { countOf, type FindingSource, foundRows, periodOf } from './finding-source.ts'
import { itemIn, noRepositories, ofSelection, type RepositoryRow } from './repository-items.ts'

/** A repository's first known deployment: what shipped with it cannot be told, and is in no lead time. */
export const firstDeployment: FindingSource = (db, { filter }) => {
  const selection = selectRepositories(db, { repositoryIds: null, teamId: filter.teamId })
  const { from, to } = periodOf(filter)
  const shipped = shippedBy(db, selection)
  const parameters = [selection.ids, from, to, ...shipped.parameters]
  const found = `from deployments d
    where ${ofSelection('d')} and d.finished_at >= ? and d.finished_at < ? and d.result = 'success' ${shipped.sql}`
  const rows = db
    .prepare<unknown[], RepositoryRow>(
      `select d.id, d.name, d.changes || case d.changes when 1 then ' commit' else ' commits' end || ' came with it' as about,
         d.repository_id as repositoryId, d.finished_at as at
       ${found} and d.first = 1 order by d.finished_at desc, d.id desc`,
    )
    .all(...parameters)
  const of = countOf(db, `select count(*) ${found}`, ...parameters)
  return foundRows(rows.map(itemIn(selection.names)), of, noRepositories(selection))
}

/** Changes authored after the deployment they shipped with: left out of lead time. They are the last of the lead time's changes. */
export const negativeLeadTime: FindingSource = (db, { filter }) => {
  const selection = selectRepositories(db, { repositoryIds: null, teamId: filter.teamId })
  const { known, negative } = leadTimeReader(db, selection, periodOf(filter))(periodOf(filter))
  return {
    count: negative,
    of: known.length + negative,
    nothing: noRepositories(selection),
    items: (offset, limit) =>
      changeList(db, {
        filter: asMetricsFilter(filter),
        deploymentId: null,
        page: { offset: known.length + offset, limit },
      }).rows.map((change, i) => ({
        id: String(offset + i),
        name: change.pullRequest ? `#${change.pullRequest.number} ${change.subject}` : change.subject,
        about: `${change.sha?.slice(0, 8) ?? 'it'} is dated after ${change.deploymentName}`,
        place: change.repositoryName,
        at: change.authoredAt,
        target: { kind: 'repository', id: change.repositoryId },
      })),
  }
}

const asMetricsFilter = (filter: QualityFilter): MetricsFilter => ({
  ...periodOf(filter),
  bucket: 'quarter',
  timeZone: 'UTC',
  repositoryIds: null,
  teamId: filter.teamId,
  includeBots: true,
})

/** Tags that name no commit, and deployments whose commit is not there: what they shipped cannot be told. */
export const deploymentWithoutCommit: FindingSource = (db, { filter }) => {
  const selection = selectRepositories(db, { repositoryIds: null, teamId: filter.teamId })
  const { from, to } = periodOf(filter)
  const parameters = [selection.ids, from, to]
  const tags = `from tags t where ${ofSelection('t')} and t.active = 1 and coalesce(t.tagged_at, 0) >= ? and coalesce(t.tagged_at, 0) < ?`
  const deployments = `from deployments d where ${ofSelection('d')} and d.finished_at >= ? and d.finished_at < ?`
  const rows = db
    .prepare<unknown[], RepositoryRow>(
      `select t.id, t.name, 'the tag names no commit' as about, t.repository_id as repositoryId, t.tagged_at as at
       ${tags} and t.commit_id is null
       union all
       select -d.id, d.name, 'its commit is not in the repository' as about, d.repository_id, d.finished_at
       ${deployments} and d.commit_id is null order by 5 desc, 1 desc`,
    )
    .all(...parameters, ...parameters)
  const of =
    countOf(db, `select count(*) ${tags} and t.commit_id is null`, ...parameters) +
    countOf(db, `select count(*) ${deployments}`, ...parameters)
  return foundRows(rows.map(itemIn(selection.names)), of, noRepositories(selection))
}

/** Repositories whose history is cut off. */
export const shallowClone: FindingSource = (db, { filter }) => {
  const selection = selectRepositories(db, { repositoryIds: null, teamId: filter.teamId })
  const rows = db
    .prepare<[string], RepositoryRow>(
      `select r.id, s.name, r.path as about, r.id as repositoryId, null as at
       from repositories r join data_sources s on s.id = r.data_source_id
       where r.id in (select value from json_each(?)) and r.shallow = 1 order by s.name collate nocase, r.id`,
    )
    .all(selection.ids)
  return foundRows(rows.map(itemIn(selection.names)), selection.names.size, noRepositories(selection))
}
