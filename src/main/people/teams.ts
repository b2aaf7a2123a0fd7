import type { Database as Connection } from 'better-sqlite3'
import type { PersonId, ProjectId, RepositoryId } from '../../shared/model/ids.ts'
import type { Team, TeamProject } from '../../shared/model/teams.ts'

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
