import type { Database } from 'better-sqlite3'
import type { TeamId } from '../../../shared/model/ids.ts'
import type { TeamScope } from './select-issues.ts'

/**
 * Whose issues are a team's: those of its projects, and those assigned to its people in any project. Null for no team: everybody's. A
 * team there is not has no issues.
 */
export function teamScope(db: Database, teamId: TeamId | null): TeamScope | null {
  if (teamId === null) return null
  const ids = (sql: string) => new Set(db.prepare<[number], number>(sql).pluck().all(teamId))
  return { projects: ids('select project_id from team_projects where team_id = ?'), accounts: ids(accountsOfTeam) }
}

const accountsOfTeam = `
  select id from accounts where person_id in (
    select coalesce(i.merged_into, i.id) from team_people t join identities i on i.id = t.identity_id where t.team_id = ?)`
