import type { Kysely } from 'kysely'
import { WeirError } from '../../shared/contract/weir-error.ts'
import type { TeamId } from '../../shared/model/ids.ts'
import type { Team, TeamDraft } from '../../shared/model/teams.ts'
import { writePatiently } from '../store/patient-write.ts'
import type { Database } from '../store/schema.ts'

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
