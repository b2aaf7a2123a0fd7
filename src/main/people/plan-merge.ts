import type { IdentityId, PersonId } from '../../shared/model/ids.ts'
import type { IdentityGroup, PersonPair } from '../../shared/model/people.ts'

/** An identity and the person it counts as: itself, or another identity. */
export interface Belonging {
  readonly id: IdentityId
  readonly personId: IdentityId
}

export interface MergePlan {
  /** Identities that change, with the person they count as then. */
  readonly moves: ReadonlyMap<IdentityId, IdentityId>
  /** What each person that is no more was made of, its own identity first: splitting these off undoes the merge. */
  readonly groups: IdentityGroup[]
}

/** What merging the pairs, one after the other, does to those people's identities. A pair that is one already does nothing. */
export function planMerge(belongings: readonly Belonging[], pairs: readonly PersonPair[]): MergePlan {
  const people = membersByPerson(belongings)
  const personOf = new Map(belongings.map(({ id, personId }) => [id as number, personId]))
  const moves = new Map<IdentityId, IdentityId>()
  const groups: IdentityGroup[] = []
  for (const pair of pairs) {
    const into = personOf.get(pair.into)
    const other = personOf.get(pair.other)
    if (into === undefined || other === undefined || into === other) continue
    const members = people.get(other) ?? []
    groups.push(members)
    people.set(into, [...(people.get(into) ?? []), ...members])
    people.delete(other)
    for (const id of members) {
      moves.set(id, into)
      personOf.set(id, into)
    }
  }
  return { moves, groups: groups.reverse() }
}

export interface SplitPlan {
  readonly moves: ReadonlyMap<IdentityId, IdentityId>
  /** Merging these undoes the split. */
  readonly pairs: PersonPair[]
}

/**
 * What making each group a person of its own does. A part that holds the person's own identity keeps it as its own, and with it all
 * that was set of the person; any other part is led by its first identity. Null when a group is not of one person.
 */
export function planSplit(belongings: readonly Belonging[], groups: readonly IdentityGroup[]): SplitPlan | null {
  const people = membersByPerson(belongings)
  const personOf = new Map(belongings.map(({ id, personId }) => [id, personId]))
  const moves = new Map<IdentityId, IdentityId>()
  const pairs: PersonPair[] = []
  for (const group of groups) {
    const person = personOf.get(group[0] as IdentityId)
    if (person === undefined || group.some(id => personOf.get(id) !== person)) return null
    const members = people.get(person) ?? []
    const chosen = new Set(group)
    const rest = members.filter(id => !chosen.has(id))
    if (rest.length === 0) continue
    const [kept, split] = chosen.has(person) ? [[...group], rest] : [rest, [...group]]
    const leader = split[0] as IdentityId
    people.set(person, kept)
    people.set(leader, split)
    for (const id of split) {
      moves.set(id, leader)
      personOf.set(id, leader)
    }
    pairs.push({ into: person as number as PersonId, other: leader as number as PersonId })
  }
  return { moves, pairs: pairs.reverse() }
}

/** Each person's identities, its own first. */
function membersByPerson(belongings: readonly Belonging[]): Map<IdentityId, IdentityId[]> {
  const people = new Map<IdentityId, IdentityId[]>()
  const ordered = [...belongings].sort(
    (a, b) => Number(b.id === b.personId) - Number(a.id === a.personId) || a.id - b.id,
  )
  for (const { id, personId } of ordered) people.set(personId, [...(people.get(personId) ?? []), id])
  return people
}
