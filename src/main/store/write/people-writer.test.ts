import fc from 'fast-check'
import { expect, test } from 'vitest'
import { freshDatabase, rowsOf } from '../test-support.ts'
import { isBot } from './bot.ts'
import { createPeopleWriter } from './people-writer.ts'

interface Use {
  readonly email: string
  readonly name: string
  readonly at: number
  /** Whether the process is replaced by another after this. */
  readonly restart: boolean
}

const use = fc.record<Use>({
  email: fc.constantFrom('a@x', 'A@X', ' a@x ', 'b@x', 'B@x', ''),
  name: fc.constantFrom('Ann', 'ANN', 'Bob', 'renovate[bot]', ''),
  at: fc.integer({ min: 0, max: 3 }),
  restart: fc.boolean(),
})

function naive(uses: readonly Use[]) {
  const byEmail = new Map<string, Use[]>()
  for (const one of uses) {
    const key = one.email.trim().toLowerCase() || one.name.trim().toLowerCase()
    byEmail.set(key, [...(byEmail.get(key) ?? []), one])
  }
  return [...byEmail].map(([email, all]) => {
    const named = all.filter(one => one.name !== '').sort((a, b) => a.at - b.at || (a.name < b.name ? -1 : 1))
    const name = named.at(-1)?.name ?? ''
    return { email, name, bot: isBot({ email, name }) ? 1 : 0 }
  })
}

test('there is one person per e-mail, under the name used last, in whatever order and however many processes', async () => {
  const { db } = await freshDatabase()
  await fc.assert(
    fc.asyncProperty(fc.array(use, { maxLength: 20 }), async uses => {
      db.exec('delete from people')
      let people = createPeopleWriter(db)
      const ids = new Map<number, string>()
      for (const { email, name, at, restart } of uses) {
        const id = people.idOf({ email, name }, at)
        const key = email.trim().toLowerCase() || name.trim().toLowerCase()
        expect(ids.get(id) ?? key).toBe(key)
        ids.set(id, key)
        if (!restart) continue
        people.flush()
        people = createPeopleWriter(db)
      }
      people.flush()
      const byEmail = (a: { email: string }, b: { email: string }) => (a.email < b.email ? -1 : 1)
      expect(rowsOf(db, 'select email, name, bot from people order by email')).toEqual(naive(uses).sort(byEmail))
    }),
  )
})

test('names used before change nothing, and a flush tells how many people are new or renamed', async () => {
  const { db } = await freshDatabase()
  const people = createPeopleWriter(db)
  people.idOf({ email: 'a@x', name: 'Ann' }, 10)
  people.idOf({ email: 'b@x', name: 'Bob' }, 10)
  expect(people.flush()).toBe(2)
  people.idOf({ email: 'a@x', name: 'Ann Other' }, 20)
  people.idOf({ email: 'b@x', name: 'Robert' }, 5)
  expect(people.flush()).toBe(1)
  expect(people.flush()).toBe(0)
})

test.each([
  [{ name: 'dependabot[bot]', email: '49699333+dependabot[bot]@users.noreply.github.com' }, true],
  [{ name: 'renovate[bot]', email: 'x@y' }, true],
  [{ name: 'GitHub', email: 'noreply@github.com' }, true],
  [{ name: 'Someone', email: 'Bot@RenovateApp.com' }, true],
  [{ name: 'Jane Talbot', email: 'talbot@example.org' }, false],
  [{ name: '[bot] Jane', email: 'jane@example.org' }, false],
  [{ name: '', email: '' }, false],
])('%o is a bot: %s', (person, expected) => {
  expect(isBot(person)).toBe(expected)
})
