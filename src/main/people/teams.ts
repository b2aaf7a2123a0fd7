import type { Database as Connection } from 'better-sqlite3'
import type { Kysely } from 'kysely'
import { WeirError } from '../../shared/contract/weir-error.ts'
import type { PersonId, ProjectId, RepositoryId, TeamId } from '../../shared/model/ids.ts'
import type { Team, TeamDraft, TeamProject } from '../../shared/model/teams.ts'
import { writePatiently } from '../store/patient-write.ts'
import type { Database } from '../store/schema.ts'

/** All teams by name, with who and what is in them now. */
export function teamList(db: Connection): Team[] {
  const members = <Id>(sql: string) => {
    const byTeam = new Map<number, Id[]>()
    for (const [teamId, id] of db.prepare<[], [number, Id]>(sql).raw().all()) {
      byTeam.set(teamId, [...(byTeam.get(teamId) ?? []), id])
    }
    return byTeam
  }
  const people = members<PersonId>(`
    select distinct t.team_id, coalesce(i.merged_into, i.id) from team_people t join identities i on i.id = t.identity_id`)
  const projects = members<ProjectId>('select team_id, project_id from team_projects')
  const repositories = members<RepositoryId>('select team_id, repository_id from team_repositories')
  return db
    .prepare<[], Pick<Team, 'id' | 'name' | 'color'>>(
      'select id, name, color from teams order by name collate nocase, id',
    )
    .all()
    .map(team => ({
      ...team,
      personIds: people.get(team.id) ?? [],
      projectIds: projects.get(team.id) ?? [],
      repositoryIds: repositories.get(team.id) ?? [],
    }))
}

/** The trackers' projects of connections that are not removed, by key. */
export function teamProjects(db: Connection): TeamProject[] {
  return db.prepare<[], TeamProject>(projectsWithIssues).all()
}

const projectsWithIssues = `
  select p.id, p.key, p.name, c.name as connectionName, count(i.id) as issues
  from projects p
  join connections c on c.id = p.connection_id and c.removed_at is null
  left join issues i on i.project_id = p.id and exists (select 1 from issue_sources x where x.issue_id = i.id and x.active = 1)
  group by p.id having p.active = 1 or count(i.id) > 0 order by p.key, p.id`

/** Makes or changes a team. @throws WeirError `rpc.not_found`, `settings.invalid` for a name that is taken. */
export function saveTeam(db: Kysely<Database>, draft: TeamDraft): Promise<Team> {
  const { id, name, color, personIds, projectIds, repositoryIds } = draft
  return writePatiently(db, async trx => {
    const others = await trx.selectFrom('teams').select(['id', 'name']).execute()
    if (others.some(team => team.id !== id && sameName(team.name, name))) throw nameTaken(name)
    const teamId = id === null ? await insertTeam(trx, name, color) : await updateTeam(trx, id, name, color)
    await trx.deleteFrom('team_people').where('team_id', '=', teamId).execute()
    await trx.deleteFrom('team_projects').where('team_id', '=', teamId).execute()
    await trx.deleteFrom('team_repositories').where('team_id', '=', teamId).execute()
    for (const ids of inBatches(personIds))
      await trx
        .insertInto('team_people')
        .columns(['team_id', 'identity_id'])
        .expression(identities =>
          identities
            .selectFrom('identities')
            .select(({ val, ref }) => [val<number>(teamId).as('team_id'), ref('id').as('identity_id')])
            .where('id', 'in', ids),
        )
        .execute()
    for (const ids of inBatches(projectIds))
      await trx
        .insertInto('team_projects')
        .values(ids.map(project_id => ({ team_id: teamId, project_id })))
        .execute()
    for (const ids of inBatches(repositoryIds))
      await trx
        .insertInto('team_repositories')
        .values(ids.map(repository_id => ({ team_id: teamId, repository_id })))
        .execute()
    return { ...draft, id: teamId }
  })
}

/** @throws WeirError `rpc.not_found`. */
export async function removeTeam(db: Kysely<Database>, teamId: TeamId): Promise<void> {
  const { numDeletedRows } = await writePatiently(db, trx =>
    trx.deleteFrom('teams').where('id', '=', teamId).executeTakeFirstOrThrow(),
  )
  if (numDeletedRows === 0n) throw gone()
}

async function insertTeam(trx: Kysely<Database>, name: string, color: Team['color']): Promise<TeamId> {
  const { id } = await trx.insertInto('teams').values({ name, color }).returning('id').executeTakeFirstOrThrow()
  return id as TeamId
}

async function updateTeam(trx: Kysely<Database>, id: TeamId, name: string, color: Team['color']): Promise<TeamId> {
  const { numUpdatedRows } = await trx
    .updateTable('teams')
    .set({ name, color })
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  if (numUpdatedRows === 0n) throw gone()
  return id
}

function* inBatches<Item>(items: readonly Item[], size = 400): Generator<Item[]> {
  const unique = [...new Set(items)]
  for (let begin = 0; begin < unique.length; begin += size) yield unique.slice(begin, begin + size)
}

const sameName = (one: string, other: string) => one.trim().toLowerCase() === other.trim().toLowerCase()

const gone = () => new WeirError('rpc.not_found', { hint: 'This team no longer exists.' })
const nameTaken = (name: string) =>
  new WeirError('settings.invalid', {
    hint: 'Another team has this name. Choose another one.',
    fields: [{ path: 'name', message: `There is a team “${name}” already` }],
  })
