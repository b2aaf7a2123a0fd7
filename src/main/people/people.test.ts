import { expect, onTestFinished, test } from 'vitest'
import type { IdentityId, PersonId } from '../../shared/model/ids.ts'
import type { PersonSummary } from '../../shared/model/people.ts'
import { purgeStep } from '../metrics/purge.ts'
import { purgePeople } from '../metrics/purge-people.ts'
import { queries } from '../metrics/queries.ts'
import { at, createTestWorkspace, filterOf, silent } from '../metrics/testing/workspace.ts'
import { connectDatabase } from '../store/connect.ts'
import { kyselyOver } from '../store/dialect.ts'
import type { Database } from '../store/schema.ts'
import { createAccountWriter } from '../store/write/account-writer.ts'
import { createPeopleWriter } from '../store/write/people-writer.ts'
import { mergePeople, rejectMatches, setPeople, splitPeople, unrejectMatches } from './person-changes.ts'
import { personDetail, personList } from './person-list.ts'
import { suggestions } from './suggestions.ts'

const page = { offset: 0, limit: 200 }

/** A workspace whose connection 3 is a Jira with one project; its people are changed through a connection of their own, as in the product. */
async function workspace() {
  const w = await createTestWorkspace()
  const db = kyselyOver<Database>(connectDatabase(w.path), silent)
  onTestFinished(() => db.destroy())
  const jira = (id: number, url: string) =>
    w.run(
      `insert into connections (id, connector_id, name, settings, created_at, updated_at) values (?, 'jira', ?, ?, 0, 0)`,
      id,
      `Jira ${id}`,
      JSON.stringify({ url }),
    )
  jira(3, 'https://Jira.example.org/')
  const account = (connectionId: number, externalId: string, name: string, email: string | null = null) =>
    createAccountWriter(w.db, connectionId).idOf({ externalId, name, email, bot: false })
  const git = (email: string, name: string) => {
    const people = createPeopleWriter(w.db)
    const id = people.idOf({ email, name }, at(0))
    people.flush()
    return id
  }
  const list = (input: Partial<Parameters<typeof personList>[1]> = {}) =>
    personList(w.db, { search: '', kind: 'all', teamId: null, sort: 'name', page, ...input }).rows
  const find = (search: string): PersonSummary => {
    const [person] = list({ search })
    if (!person) throw new Error(`nobody is ${search}`)
    return person
  }
  const merge = (into: string, other: string) => mergePeople(db, [{ into: find(into).id, other: find(other).id }])
  return { ...w, store: db, jira, account, git, list, find, merge }
}

test('everybody of every system is a person; accounts of one server are one, whichever connection they come by', async () => {
  const w = await workspace()
  w.jira(4, 'https://jira.example.org')
  w.jira(5, 'https://other.example.org')
  for (const connection of [3, 4, 5]) w.account(connection, 'u1', 'Ada Lovelace')
  expect(w.list().map(({ name, systems, bot }) => [name, systems, bot])).toEqual([
    ['Ada Lovelace', ['jira'], false],
    ['Ada Lovelace', ['jira'], false],
    ['Ann', ['git'], false],
    ['Bot', ['git'], true],
  ])
})

test('merged people are one author and one name; splitting what the merge answered undoes it', async () => {
  const w = await workspace()
  const r = w.repository('service')
  w.commit(r, { authoredAt: at(1), author: 1 })
  w.commit(r, { authoredAt: at(2), author: w.git('ann@home', 'A. N.') })
  w.account(3, 'u1', 'Ann Onymous')
  const authors = () => queries.activity(w.db, filterOf()).authors
  const names = () => queries.commits(w.db, { filter: filterOf(), page }).rows.map(row => row.author)
  const perRepository = () => queries.repositories(w.db)[0]?.authors
  expect([authors(), names(), perRepository()]).toEqual([2, ['A. N.', 'Ann'], 2])

  const groups = [...(await w.merge('onymous', 'ann@x')), ...(await w.merge('onymous', 'ann@home'))]
  expect([authors(), names(), perRepository()]).toEqual([1, ['Ann Onymous', 'Ann Onymous'], 1])
  expect(w.find('onymous')).toMatchObject({ identities: 3, commits: 2, systems: ['jira', 'git'] })
  expect(w.list()).toHaveLength(2)
  expect(queries.connectionImpact(w.db, { connectionId: 1 as never }).people).toBe(1)

  await splitPeople(w.store, groups)
  expect([authors(), names(), perRepository()]).toEqual([2, ['A. N.', 'Ann'], 2])
})

test('a later sync and a new process keep what was merged, and renaming', async () => {
  const w = await workspace()
  w.account(3, 'u1', 'Ann Onymous', 'other@x')
  await w.merge('ann@x', 'onymous')
  w.account(3, 'u1', 'Ann Renamed')
  w.git('ann@x', 'Ann Newer')
  expect(w.find('renamed')).toMatchObject({ identities: 2, name: 'Ann Newer' })
})

test('what was decided is found again after a connection was removed, purged and made anew; the undecided go without trace', async () => {
  const w = await workspace()
  w.account(3, 'u1', 'Ada Lovelace')
  w.account(3, 'u2', 'Grace Hopper')
  w.account(3, 'u3', 'Nobody Special')
  w.git('old@x', 'Old')
  await w.merge('ann@x', 'lovelace')
  await setPeople(w.store, { personIds: [w.find('hopper').id], active: false })
  w.run('update connections set removed_at = 1 where id = 3')
  expect(w.list({ search: 'hopper' })).toEqual([])
  while ((await purgeStep(w.db)).more);
  await purgePeople(w.db)
  expect(w.list()).toEqual([])
  expect(w.db.prepare(`select key from identities order by key`).pluck().all()).toEqual(['ann@x', 'u1', 'u2'])

  w.git('ann@x', 'Ann')
  w.jira(7, 'https://jira.example.org')
  w.account(7, 'u1', 'Ada Lovelace')
  w.account(7, 'u2', 'Grace Hopper')
  expect(w.find('lovelace')).toMatchObject({ name: 'Ann', identities: 2 })
  expect(w.find('hopper')).toMatchObject({ active: false })
})

test('bots are found, and the user knows better; a person is a bot when every identity looks like one', async () => {
  const w = await workspace()
  const r = w.repository('service')
  w.commit(r, { authoredAt: at(1), author: 1 })
  w.commit(r, { authoredAt: at(1), author: 2 })
  const commits = () => queries.activity(w.db, filterOf()).commits
  expect(commits()).toBe(1)
  await setPeople(w.store, { personIds: [w.find('bot@x').id], bot: false })
  expect([commits(), w.find('bot@x').botByHand]).toEqual([2, true])
  await setPeople(w.store, { personIds: [w.find('bot@x').id, w.find('ann@x').id], bot: true })
  expect(commits()).toBe(0)
  expect(queries.activity(w.db, filterOf({ includeBots: true })).commits).toBe(2)
  await setPeople(w.store, { personIds: [w.find('bot@x').id, w.find('ann@x').id], bot: null })
  await w.merge('ann@x', 'bot@x')
  expect([commits(), w.find('ann@x').bot]).toEqual([2, false])
})

test('what depends on who is a person is out of date where pull requests are, once somebody is merged, split, a bot or inactive', async () => {
  const w = await workspace()
  const [hosted, plain] = [w.repository('hosted'), w.repository('plain')]
  w.run(
    `insert into delivery_states (repository_id, unit, scanned_commit_id, scanned_for) values (?, 'pull_request', 0, ''), (?, 'commit', 0, '')`,
    hosted,
    plain,
  )
  const seqs = () => w.db.prepare('select changed_seq from repositories order by id').pluck().all()
  expect(seqs()).toEqual([1, 1])
  await setPeople(w.store, { personIds: [w.find('ann').id], name: 'Anne' })
  expect(seqs()).toEqual([1, 1])
  await setPeople(w.store, { personIds: [w.find('ann').id], active: false })
  await setPeople(w.store, { personIds: [w.find('ann').id], bot: true })
  await splitPeople(w.store, await w.merge('ann@x', 'bot@x'))
  expect(seqs()).toEqual([5, 1])
})

test('an inactive person’s commits count nowhere, whichever identity they were made by', async () => {
  const w = await workspace()
  const r = w.repository('service')
  w.commit(r, { authoredAt: at(1), author: 1 })
  w.commit(r, { authoredAt: at(2), author: w.git('ann@home', 'Ann') })
  await w.merge('ann@x', 'ann@home')
  await setPeople(w.store, { personIds: [w.find('ann@x').id], active: false })
  expect(queries.activity(w.db, filterOf()).commits).toBe(0)
  expect(queries.repositories(w.db)[0]).toMatchObject({ commits: 0, authors: 0 })
  expect(w.list({ kind: 'inactive' })).toHaveLength(1)
})

test('a rejected suggestion is not made again, also not by another identity of the two, until it is taken back', async () => {
  const w = await workspace()
  w.git('ada@home', 'Ada Lovelace')
  w.git('ada@work', 'ADA  lovelace')
  const all = () =>
    suggestions(w.db, { page }).rows.map(({ into, other, strength }) => [into.name, other.name, strength])
  expect(all()).toEqual([['Ada Lovelace', 'ADA  lovelace', 'likely']])
  const pair = { into: w.find('ada@home').id, other: w.find('ada@work').id }
  await rejectMatches(w.store, [pair])
  expect(all()).toEqual([])
  w.account(3, 'u1', 'Ada Byron Lovelace', 'ada@home')
  const byron = w.find('byron').id
  await mergePeople(w.store, [{ into: byron, other: pair.into }])
  expect(suggestions(w.db, { page }).total).toBe(0)
  await unrejectMatches(w.store, [{ into: pair.other, other: byron }])
  expect(suggestions(w.db, { page }).total).toBe(1)
})

test('people are searched by words of names and e-mails, sorted by their work and paged', async () => {
  const w = await workspace()
  const r = w.repository('service')
  for (const author of [1, 1, 2]) w.commit(r, { authoredAt: at(1), author })
  w.git('zoe@example.org', 'Zoë Müller')
  expect(w.list({ search: 'MULLER example' }).map(person => person.name)).toEqual(['Zoë Müller'])
  expect(w.list({ sort: 'commits' }).map(({ name, commits }) => [name, commits])).toEqual([
    ['Ann', 2],
    ['Bot', 1],
    ['Zoë Müller', 0],
  ])
  expect(
    personList(w.db, { search: '', kind: 'all', teamId: null, sort: 'name', page: { offset: 1, limit: 1 } }),
  ).toMatchObject({
    total: 3,
    rows: [{ name: 'Bot' }],
  })
})

test('what is gone, or not of one person, is refused with a hint', async () => {
  const w = await workspace()
  const notFound = expect.objectContaining({ code: 'rpc.not_found' })
  await expect(setPeople(w.store, { personIds: [99 as PersonId], bot: true })).rejects.toEqual(notFound)
  await expect(splitPeople(w.store, [[1, 2] as IdentityId[]])).rejects.toEqual(notFound)
  expect(() => personDetail(w.db, { personId: 99 as PersonId })).toThrow(
    expect.objectContaining({ code: 'rpc.not_found' }),
  )
})
