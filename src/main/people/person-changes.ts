import { type Kysely, sql } from 'kysely'
import { WeirError } from '../../shared/contract/weir-error.ts'
import type { IdentityId, PersonId } from '../../shared/model/ids.ts'
import type { IdentityGroup, PersonPair } from '../../shared/model/people.ts'
import type { Flag } from '../store/column-types.ts'
import { writePatiently } from '../store/patient-write.ts'
import type { Database } from '../store/schema.ts'
import { type Belonging, planMerge, planSplit } from './plan-merge.ts'

/** Merges people; see `people.merge`. */
export function mergePeople(db: Kysely<Database>, pairs: readonly PersonPair[]): Promise<IdentityGroup[]> {
  return writePatiently(db, async trx => {
    const { moves, groups } = planMerge(await belongingsOf(trx, inPairs(pairs)), pairs)
    await move(trx, moves)
    await markReviewsStale(trx)
    return groups
  })
}

/** Splits people; see `people.split`. @throws WeirError `rpc.not_found` when a group is not of one person any more. */
export function splitPeople(db: Kysely<Database>, groups: readonly IdentityGroup[]): Promise<PersonPair[]> {
  return writePatiently(db, async trx => {
    const plan = planSplit(await belongingsOf(trx, groups.flat()), groups)
    if (!plan) throw notFound()
    await move(trx, plan.moves)
    await markReviewsStale(trx)
    return plan.pairs
  })
}

/** Remembers that the people of each pair, with all their identities, are not the same. */
export function rejectMatches(db: Kysely<Database>, pairs: readonly PersonPair[]): Promise<void> {
  return writePatiently(db, async trx => {
    for (const { into, other } of pairs) {
      await sql`insert or ignore into rejected_matches (one_id, other_id) ${crossed(into, other)}`.execute(trx)
    }
  })
}

/** Forgets it again. */
export function unrejectMatches(db: Kysely<Database>, pairs: readonly PersonPair[]): Promise<void> {
  return writePatiently(db, async trx => {
    for (const { into, other } of pairs) {
      await sql`delete from rejected_matches where (one_id, other_id) in (${crossed(into, other)})`.execute(trx)
    }
  })
}

export interface PersonChange {
  readonly personIds: readonly PersonId[]
  readonly name?: string | null | undefined
  readonly bot?: boolean | null | undefined
  readonly active?: boolean | undefined
}

/** Sets what the user says of people. @throws WeirError `rpc.not_found` when none of them is there. */
export function setPeople(db: Kysely<Database>, { personIds, name, bot, active }: PersonChange): Promise<void> {
  return writePatiently(db, async trx => {
    const change = {
      ...(name !== undefined && { given_name: name }),
      ...(bot !== undefined && { bot_by_hand: bot === null ? null : flag(bot) }),
      ...(active !== undefined && { active: flag(active) }),
    }
    if (Object.keys(change).length === 0) return
    const { numUpdatedRows } = await trx
      .updateTable('identities')
      .set(change)
      .where('id', 'in', [...personIds])
      .where('merged_into', 'is', null)
      .executeTakeFirstOrThrow()
    if (numUpdatedRows === 0n) throw notFound()
    if (bot !== undefined || active !== undefined) await markReviewsStale(trx)
  })
}

/** When a pull request got its first review depends on who is a person that counts: where there are any, that is worked out anew. */
async function markReviewsStale(trx: Kysely<Database>): Promise<void> {
  await sql`
    update repositories set changed_seq = changed_seq + 1
    where id in (select repository_id from delivery_states where unit = 'pull_request')`.execute(trx)
}

const flag = (value: boolean): Flag => (value ? 1 : 0)
const inPairs = (pairs: readonly PersonPair[]) => pairs.flatMap(({ into, other }) => [into, other])

const notFound = () =>
  new WeirError('rpc.not_found', { hint: 'Somebody else has changed this meanwhile. Look at the list again.' })

/** All the identities of the people these ids belong to. */
async function belongingsOf(trx: Kysely<Database>, ids: readonly number[]): Promise<Belonging[]> {
  const wanted = JSON.stringify(ids)
  const { rows } = await sql<Belonging>`
    with roots as (
      select coalesce(merged_into, id) as id from identities where id in (select value from json_each(${wanted})))
    select id, coalesce(merged_into, id) as "personId" from identities
    where id in (select id from roots) or merged_into in (select id from roots)`.execute(trx)
  return rows
}

async function move(trx: Kysely<Database>, moves: ReadonlyMap<IdentityId, IdentityId>): Promise<void> {
  const rows = JSON.stringify([...moves])
  await sql`
    update identities set merged_into = nullif(moved.value ->> 1, identities.id)
    from json_each(${rows}) moved where identities.id = moved.value ->> 0`.execute(trx)
}

/** Every identity of the one with every identity of the other, the smaller first. */
const crossed = (one: PersonId, other: PersonId) => sql`
  select min(a.id, b.id), max(a.id, b.id) from identities a, identities b
  where coalesce(a.merged_into, a.id) = ${one} and coalesce(b.merged_into, b.id) = ${other} and a.id <> b.id`
