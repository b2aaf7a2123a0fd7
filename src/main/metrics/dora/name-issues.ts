import type { Database } from 'better-sqlite3'
import type { TableName } from '../../../shared/contract/events.ts'
import type { MatchNames } from '../deployment-candidates.ts'
import { assessRepository } from './assess-repository.ts'
import type { FindGroups } from './find-groups.ts'
import { scanNames } from './scan-names.ts'

/**
 * Reads what commits and pull requests of a repository say by the rules in force, and judges its incidents by it. Answers the tables
 * that changed.
 */
export async function nameIssues(
  db: Database,
  repositoryId: number,
  match: MatchNames,
  find?: FindGroups,
): Promise<readonly TableName[]> {
  const changed = await scanNames(db, repositoryId, find)
  const assessed = await assessRepository(db, repositoryId, match)
  return [...new Set<TableName>(['issue_keys', ...(changed ? (['deployments'] as const) : []), ...assessed])]
}
