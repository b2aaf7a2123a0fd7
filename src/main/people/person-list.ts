import type { Database } from 'better-sqlite3'
import { WeirError } from '../../shared/contract/weir-error.ts'
import type { PersonId, TeamId } from '../../shared/model/ids.ts'
import type { PageRequest } from '../../shared/model/metrics.ts'
import type { PersonDetail, PersonKind, PersonSort, PersonSummary } from '../../shared/model/people.ts'
import { foldText } from './fold-text.ts'
import { type IndexedPerson, personIndex } from './person-index.ts'

export interface PersonListInput {
  readonly search: string
  readonly kind: PersonKind
  readonly teamId: TeamId | null
  readonly sort: PersonSort
  readonly page: PageRequest
}

/** The people of a kind whose names or e-mails hold every word of the search, in the wanted order. */
export function personList(
  db: Database,
  { search, kind, teamId, sort, page }: PersonListInput,
): { rows: PersonSummary[]; total: number } {
  const words = foldText(search).split(' ')
  const found = [...personIndex(db).values()]
    .filter(
      ({ summary, searchable }) =>
        kinds[kind](summary) &&
        (teamId === null || summary.teamIds.includes(teamId)) &&
        words.every(word => searchable.includes(word)),
    )
    .map(person => person.summary)
    .sort((a, b) => (sort === 'name' ? 0 : b[sort] - a[sort]) || byName.compare(a.name, b.name) || a.id - b.id)
  return { rows: found.slice(page.offset, page.offset + page.limit), total: found.length }
}

/** One person with the identities it is made of. @throws WeirError `rpc.not_found`. */
export function personDetail(db: Database, { personId }: { readonly personId: PersonId }): PersonDetail {
  const person = personIndex(db).get(personId)
  if (!person)
    throw new WeirError('rpc.not_found', { hint: 'Nobody of this kind is known any more. Go back to the list.' })
  const { summary, givenName, members } = person
  const lastCommitAt = db.prepare<[number], number | null>(lastCommit).pluck().get(personId)
  return {
    ...summary,
    givenName,
    members: members.map(({ scope: _scope, key: _key, ...member }) => member),
    lastCommitAt: lastCommitAt ?? null,
  }
}

const byName = new Intl.Collator('en', { sensitivity: 'base', numeric: true })

const kinds: Readonly<Record<PersonKind, (person: IndexedPerson['summary']) => boolean>> = {
  all: () => true,
  people: ({ bot, active }) => !bot && active,
  bots: ({ bot }) => bot,
  inactive: ({ active }) => !active,
  merged: ({ identities }) => identities > 1,
}

const lastCommit = `
  select max(authored_at) from commits where active = 1 and author_id in (select id from people where person_id = ?)`
