import fc from 'fast-check'
import { expect, test } from 'vitest'
import { foldName, foldText } from './fold-text.ts'
import { type Candidate, matchPeople } from './match-people.ts'

type Known = readonly [name: string, email: string | null, site?: string, githubId?: string]

const person = (id: number, work: number, ...identities: readonly Known[]): Candidate => ({
  id,
  work,
  bot: false,
  identities: identities.map(([name, email, site = null, githubId = null]) => ({ name, email, site, githubId })),
})
const never = () => false
const found = (people: readonly Candidate[], isRejected: (one: number, other: number) => boolean = never) =>
  matchPeople(people, isRejected).map(({ into, other, strength, reasons }) => [
    into,
    other,
    strength,
    reasons.map(reason => reason.kind).join(' '),
  ])

test('texts are compared without case, accents and punctuation, names without order', () => {
  expect(foldText('  Élise  O’Brien-Łuk ')).toBe('elise o brien łuk')
  expect(foldName('Lovelace, Ada')).toBe(foldName('ada LOVELACE'))
})

test('the same e-mail in another system is a strong match; the one with more work is kept', () => {
  expect(found([person(1, 3, ['Ada', 'Ada@X.org', 'jira a']), person(2, 9, ['countess', 'ada@x.org'])])).toEqual([
    [2, 1, 'strong', 'email'],
  ])
})

test('the same full name is likely, but weak between accounts of one server, as a single word is', () => {
  const ada: Known = ['Ada Lovelace', null, 'jira a']
  expect(found([person(1, 1, ada), person(2, 0, ['Lovelace, Áda', null])])).toEqual([[1, 2, 'likely', 'name']])
  expect(found([person(1, 1, ada), person(2, 0, ada)])).toEqual([[1, 2, 'weak', 'name']])
  expect(found([person(1, 1, ['Ada', null]), person(2, 0, ['ada', null])])).toEqual([[1, 2, 'weak', 'name']])
})

test('an account without an e-mail is found by the name in another’s', () => {
  expect(
    found([person(1, 2, ['ada', 'ada.lovelace@x.org']), person(2, 1, ['Ada Lovelace', null, 'jira a'])]),
  ).toMatchObject([[1, 2, 'weak', 'name_in_email']])
})

test('logins match across hosts, GitHub’s hidden addresses included; addresses of a role do not', () => {
  expect(
    found([person(1, 2, ['A', 'alovelace@x.org']), person(2, 1, ['B', '123+alovelace@users.noreply.github.com'])]),
  ).toEqual([[1, 2, 'weak', 'login']])
  expect(found([person(1, 2, ['A', 'admin@x.org']), person(2, 1, ['B', 'admin@y.org'])])).toEqual([])
})

test('a GitHub account is found by the address GitHub makes for it, else by its login', () => {
  const account: Known = ['alovelace', null, 'github', '123']
  const hidden: Known = ['Ada', '123+ada-before@users.noreply.github.com']
  expect(found([person(1, 2, hidden), person(2, 1, account)])).toEqual([[1, 2, 'strong', 'github_address']])
  expect(found([person(1, 2, ['A', 'alovelace@x.org']), person(2, 1, account)])).toEqual([[1, 2, 'weak', 'login']])
  expect(found([person(1, 2, ['A', '9+b@users.noreply.github.com']), person(2, 1, account)])).toEqual([])
})

test('a GitHub account whose login is a name says so with the login; the same login says it all', () => {
  const account = person(2, 1, ['ada-lovelace', null, 'github', '123'])
  const [byName] = matchPeople([person(1, 2, ['Ada Lovelace', null, 'jira a']), account], never)
  expect(byName?.reasons).toEqual([{ kind: 'name_in_email', value: 'ada-lovelace' }])
  const [byLogin] = matchPeople([person(1, 2, ['A', 'ada-lovelace@x.org']), account], never)
  expect(byLogin?.reasons).toEqual([{ kind: 'login', value: 'ada-lovelace' }])
})

test('a bot and a human are never suggested, nor a rejected pair, which leaves the others', () => {
  const same: Known = ['Grace Hopper', null]
  expect(found([{ ...person(1, 2, same), bot: true }, person(2, 1, same)])).toEqual([])
  const three = [person(1, 3, same), person(2, 2, same), person(3, 1, same)]
  expect(found(three).map(([into, other]) => [into, other])).toEqual([
    [1, 2],
    [1, 3],
  ])
  const rejected = (one: number, other: number) => Math.min(one, other) === 1 && Math.max(one, other) === 3
  expect(found(three, rejected).map(([into, other]) => [into, other])).toEqual([
    [1, 2],
    [2, 3],
  ])
})

test('what too many share suggests nothing, however many people there are', () => {
  const crowd = Array.from({ length: 20_000 }, (_, index) => person(index + 1, 0, ['Same Name', `u${index}@x.org`]))
  expect(matchPeople(crowd, never)).toEqual([])
})

test('nobody is paired with themselves or twice with another, and who shares nothing is never paired', () => {
  const name = fc.constantFrom('Ada Lovelace', 'ada lovelace', 'Bob', 'Grace Hopper')
  const email = fc.constantFrom(null, 'ada.lovelace@x', 'bob@x', 'bob@y', 'gh@z')
  const people = fc
    .array(fc.array(fc.tuple(name, email), { minLength: 1, maxLength: 3 }), { maxLength: 12 })
    .map(all => all.map((identities, index) => person(index + 1, index % 4, ...identities)))
  fc.assert(
    fc.property(people, all => {
      const pairs = matchPeople(all, never).map(({ into, other }) => [into, other].sort((a, b) => a - b).join(' '))
      expect(new Set(pairs).size).toBe(pairs.length)
      for (const { into, other, reasons } of matchPeople(all, never)) {
        expect(into).not.toBe(other)
        expect(reasons.length).toBeGreaterThan(0)
      }
    }),
  )
})
