import { expect, onTestFinished, test } from 'vitest'
import { timelineOf } from './generate-issue.ts'
import { generateWorld } from './generated-world.ts'
import { type JiraSimulator, type SimulatorOptions, startJiraSimulator } from './simulator.ts'

async function start(options: Partial<SimulatorOptions> = {}) {
  const world = generateWorld({ issues: 250, projects: 2 })
  const simulator = await startJiraSimulator({ product: 'cloud', world, ...options })
  onTestFinished(() => simulator.close())
  return simulator
}

interface Answer {
  readonly issues: readonly { readonly changelog: { readonly total: number; readonly histories: readonly unknown[] } }[]
  readonly isLast?: boolean
  readonly total?: number
  readonly nextPageToken?: string
}

async function ask({ url, credentials }: JiraSimulator, path: string, json?: unknown, bearer = false) {
  const { email, token } = credentials
  const authorization = bearer ? `Bearer ${token}` : `Basic ${Buffer.from(`${email}:${token}`).toString('base64')}`
  const response = await fetch(`${url}${path}`, {
    headers: { authorization },
    ...(json !== undefined && { method: 'POST', body: JSON.stringify(json) }),
  })
  const body: Answer = JSON.parse(await response.text())
  return { status: response.status, body }
}

test('a world is the same for the same options, whatever is asked for first', () => {
  const [one, other] = [generateWorld({ issues: 50, seed: 3 }), generateWorld({ issues: 50, seed: 3 })]
  one.issue('10049')
  expect(one.heads).toEqual(other.heads)
  expect(one.heads.map(({ id }) => one.issue(id))).toEqual(other.heads.map(({ id }) => other.issue(id)))
  expect(generateWorld({ issues: 50, seed: 4 }).heads).not.toEqual(one.heads)
})

test('every issue was last updated by its last change, and its status is where its changes lead', () => {
  const world = generateWorld({ issues: 300 })
  for (const { id, updated } of world.heads) {
    const issue = world.issue(id)
    const moves = issue?.histories.flatMap(({ items }) => items.filter(item => item['field'] === 'status')) ?? []
    expect(issue?.histories.at(-1)?.at ?? updated).toBe(updated)
    for (const [index, move] of moves.entries()) if (index > 0) expect(move['from']).toBe(moves[index - 1]?.['to'])
    if (moves.length > 0) expect(issue?.fields['status']).toMatchObject({ id: moves.at(-1)?.['to'] })
  }
})

test('most issues are done within days, some after being opened again, and a few never', () => {
  const options = {
    seed: 1,
    startAt: 0,
    spacingMs: 1_800_000,
    changes: 12,
    sprintsPerBoard: 6,
    endAt: Number.POSITIVE_INFINITY,
  }
  const lives = Array.from({ length: 1_000 }, (_, index) => timelineOf(index, options))
  const done = lives.filter(({ doneAt }) => doneAt !== null)
  expect(done.length).toBeGreaterThan(900)
  expect(done.length).toBeLessThan(970)
  const leadDays = done.map(({ created, doneAt }) => ((doneAt ?? 0) - created) / 86_400_000).sort((a, b) => a - b)
  expect(leadDays[500]).toBeGreaterThan(3)
  expect(leadDays.at(-1)).toBeLessThan(30)
  const reopened = lives.filter(({ histories }) =>
    histories.some(({ items }) => items.some(({ field, fromString }) => field === 'status' && fromString === 'Done')),
  )
  expect(reopened.length).toBeGreaterThan(20)
  expect(reopened.length).toBeLessThan(100)
})

test('cloud keeps the documented limits', async () => {
  const simulator = await start()
  expect((await ask(simulator, '/rest/api/3/search?jql=project=ALPHA')).status).toBe(410)
  const search = (body: object) => ask(simulator, '/rest/api/3/search/jql', { maxResults: 5000, ...body })
  expect((await search({ jql: 'ORDER BY updated' })).status).toBe(400)
  const ids = await search({ jql: 'project = ALPHA ORDER BY updated ASC' })
  expect([ids.body.issues.length, ids.body.isLast, ids.body.total]).toEqual([125, true, undefined])
  expect(Object.keys(ids.body.issues[0] ?? {})).toEqual(['id', 'key'])
  const whole = await search({ jql: 'project = ALPHA', fields: ['summary'] })
  expect([whole.body.issues.length, whole.body.isLast]).toEqual([100, false])
  const { nextPageToken } = whole.body
  expect((await search({ jql: 'project = ALPHA', fields: ['summary'], nextPageToken })).body.issues.length).toBe(25)
  const tooMany = Array.from({ length: 101 }, (_, index) => String(10_000 + index))
  expect((await ask(simulator, '/rest/api/3/issue/bulkfetch', { issueIdsOrKeys: tooMany })).status).toBe(400)
  expect(
    (await ask(simulator, '/rest/api/3/search/approximate-count', { jql: 'project in (ALPHA, BETA)' })).body,
  ).toEqual({
    count: 250,
  })
})

test('data center pages by offset under its context path, with the changelog where asked', async () => {
  const simulator = await start({ product: 'data-center' })
  const json = {
    jql: 'project = BETA AND updated >= 0 ORDER BY updated ASC',
    startAt: 100,
    maxResults: 50,
    expand: ['changelog'],
  }
  const { body } = await ask(simulator, '/rest/api/2/search', json, true)
  expect(body).toMatchObject({ startAt: 100, maxResults: 50, total: 125 })
  expect(body.issues.length).toBe(25)
  for (const { changelog } of body.issues) expect(changelog.histories.length).toBe(changelog.total)
  expect((await ask(simulator, '/rest/api/2/search', json)).status).toBe(401)
})

test.each([
  ['colour = red', 400],
  ['project = NOWHERE', 400],
  ['(project = ALPHA', 400],
  ['project = ALPHA AND issuetype in (Bug, "Story") AND labels != debt', 200],
])('a query is understood as Jira would: %s', async (jql, status) => {
  expect((await ask(await start(), '/rest/api/3/search/jql', { jql })).status).toBe(status)
})
