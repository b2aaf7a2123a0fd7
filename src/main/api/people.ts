import type { Kysely } from 'kysely'
import type { TableName } from '../../shared/contract/events.ts'
import type { methodsOfPeople } from '../../shared/contract/methods-of-people.ts'
import type { QueryThread } from '../metrics/query-thread.ts'
import { mergePeople, rejectMatches, setPeople, splitPeople, unrejectMatches } from '../people/person-changes.ts'
import { removeTeam, saveTeam } from '../people/save-team.ts'
import type { Database } from '../store/schema.ts'
import type { HandlersOf } from './dispatch.ts'

export interface PeopleParts {
  readonly db: Kysely<Database>
  readonly queries: QueryThread
  readonly onChanged: (tables: readonly TableName[]) => void
  /** Works out in the background what is out of date. */
  readonly deriveStale: () => void
}

/** People and teams: reading on the query thread, the user's small changes here. */
export function peopleHandlers({
  db,
  queries,
  onChanged,
  deriveStale,
}: PeopleParts): HandlersOf<keyof typeof methodsOfPeople> {
  const changing = async <Result>(table: 'people' | 'teams', change: Promise<Result>): Promise<Result> => {
    const result = await change
    onChanged([table])
    if (table === 'people') deriveStale()
    return result
  }
  return {
    'people.list': (input, { signal }) => queries.run('people', input, signal),
    'people.get': (input, { signal }) => queries.run('person', input, signal),
    'people.suggestions': (input, { signal }) => queries.run('suggestions', input, signal),
    'people.merge': async ({ pairs }) => ({ groups: await changing('people', mergePeople(db, pairs)) }),
    'people.split': async ({ groups }) => ({ pairs: await changing('people', splitPeople(db, groups)) }),
    'people.reject': ({ pairs }) => changing('people', rejectMatches(db, pairs)),
    'people.unreject': ({ pairs }) => changing('people', unrejectMatches(db, pairs)),
    'people.set': change => changing('people', setPeople(db, change)),
    'teams.list': (_, { signal }) => queries.run('teams', undefined, signal),
    'teams.projects': (_, { signal }) => queries.run('teamProjects', undefined, signal),
    'teams.save': draft => changing('teams', saveTeam(db, draft)),
    'teams.remove': ({ teamId }) => changing('teams', removeTeam(db, teamId)),
  }
}
