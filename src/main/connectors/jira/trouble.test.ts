import { expect, test } from 'vitest'
import { type Bench, startBench } from '../../../../test/support/jira-bench.ts'
import { WeirError } from '../../../shared/contract/weir-error.ts'
import { generateWorld } from '../../scenarios/simulators/jira/generated-world.ts'
import type { Trouble } from '../../scenarios/simulators/jira/trouble.ts'
import type { MemoryHost } from '../sdk/conformance-host.ts'

const products = ['cloud', 'data-center'] as const
const world = () => generateWorld({ issues: 24, projects: 1, changes: 6 })
const project = [{ externalId: 'project:10000', name: 'Project Alpha' }]
const issuesIn = (host: MemoryHost) => host.rows().flatMap(({ entity }) => (entity.kind === 'issue' ? [entity] : []))

async function undisturbed(product: (typeof products)[number]): Promise<ReturnType<MemoryHost['rows']>> {
  const { host } = await startBench({ product, world: world() })
  await host.run(project)
  return host.rows()
}

const codeOf = (run: Promise<unknown>) =>
  run.then(
    () => 'ended',
    (error: unknown) => (error instanceof WeirError ? error.code : error),
  )

const passing: readonly (readonly [string, Trouble])[] = [
  ['429 with Retry-After', { kind: 'rate_limited', retryAfterSeconds: 1 }],
  ['429 with a reset only', { kind: 'rate_limited', resetSeconds: 1 }],
  ['429 without a word', { kind: 'rate_limited' }],
  ['an exhausted quota', { kind: 'quota', resetSeconds: 1 }],
  ['a quota near its end', { kind: 'quota', resetSeconds: 1, remaining: 20 }],
  ['a 500', { kind: 'error', status: 500 }],
  ['a 503', { kind: 'error', status: 503 }],
  ['a dropped connection', { kind: 'drop' }],
  ['an answer cut off', { kind: 'drop', midway: true }],
  ['a slow answer', { kind: 'slow', ms: 50 }],
]

for (const product of products) {
  test.each(passing)(`${product}: %s in the middle changes nothing in the end`, async (_, trouble) => {
    const { host, simulator } = await startBench({ product, world: world() })
    simulator.trouble.plan({ trouble, when: /search|bulkfetch/, after: 4 })
    expect(await host.run(project)).toMatchObject({ ended: true })
    expect(host.rows()).toEqual(await undisturbed(product))
  })

  test(`${product}: a server that stays broken ends the run, and the next one goes on from there`, async () => {
    const { host, simulator } = await startBench({ product, world: world() })
    simulator.trouble.plan({ trouble: { kind: 'error', status: 502 }, when: /search|bulkfetch/, after: 7, times: 60 })
    expect(await codeOf(host.run(project))).toBe('remote.server_error')
    while ((await codeOf(host.run(project))) !== 'ended');
    expect(host.rows()).toEqual(await undisturbed(product))
  })

  test(`${product}: revoked credentials are named, and nothing is deleted`, async () => {
    const { host, simulator } = await startBench({ product, world: world() })
    await host.run(project)
    const before = host.rows()
    simulator.revoke()
    expect(await codeOf(host.run(project))).toBe('auth.rejected')
    expect(await codeOf(host.verify())).toBe('auth.rejected')
    expect(host.rows()).toEqual(before)
  })

  test(`${product}: an abort ends the run while it waits for a limit`, async () => {
    const { host, simulator } = await startBench({ product, world: world() })
    simulator.trouble.plan({
      trouble: { kind: 'rate_limited', retryAfterSeconds: 3_600 },
      when: /search|bulkfetch/,
      after: 6,
      times: 99,
    })
    expect(await codeOf(host.run(project, { abortAfter: 6 }))).toBe('run.stopped')
  })

  test(`${product}: a record that cannot be read says why`, async () => {
    const { host, simulator } = await startBench({ product, world: world() })
    simulator.site.alter('10003', issue => ({ ...issue, fields: { ...issue.fields, status: 'gone wrong' } }))
    await expect(host.run(project)).rejects.toThrow(/status/)
  })

  test(`${product}: a history that cannot be read is left out`, async () => {
    const { host, simulator } = await startBench({ product, world: world() })
    simulator.site.alter('10004', issue => ({
      ...issue,
      histories: [{ id: '1', at: 0, author: null, items: [{ nonsense: true }] }, ...issue.histories],
    }))
    await host.run(project)
    expect(host.logged.some(line => line.includes('issue 10004'))).toBe(true)
  })

  test(`${product}: NUL characters are taken out`, async () => {
    const { host, simulator } = await startBench({ product, world: world() })
    simulator.site.alter('10003', issue => ({
      ...issue,
      fields: { ...issue.fields, summary: 'a\0b', labels: ['c\0'] },
    }))
    await host.run(project)
    expect(issuesIn(host).find(({ externalId }) => externalId === '10003')).toMatchObject({
      summary: 'ab',
      labels: ['c'],
    })
  })

  test(`${product}: boards that are refused are left out and said`, async () => {
    const { host, simulator } = await startBench({ product, world: world() })
    simulator.refuseBoards()
    await host.run(project)
    expect(issuesIn(host).length).toBe(24)
    expect(host.logged.some(line => line.includes('no boards'))).toBe(true)
    expect((await host.verify()).checks).toContainEqual(expect.objectContaining({ name: 'May see boards', ok: false }))
    expect((await host.discover()).map(({ kind }) => kind)).not.toContain('board')
  })

  test(`${product}: a site that says nothing to strangers is asked with the credentials`, async () => {
    const { host, simulator } = await startBench({ product, world: world() })
    simulator.trouble.plan({ trouble: { kind: 'error', status: 401 }, when: /serverInfo/ })
    expect((await host.verify()).identity).toBe('Anna Berg')
    simulator.trouble.plan({ trouble: { kind: 'error', status: 401 }, when: /serverInfo/, times: 2 })
    await expect(host.verify()).rejects.toMatchObject({
      code: 'auth.rejected',
      fields: [{ path: 'credentials.token' }],
    })
  })

  test(`${product}: an account that may browse nothing is told what it lacks`, async () => {
    const { host, simulator } = await startBench({ product, world: world() })
    simulator.hideProjects()
    const { checks } = await host.verify()
    expect(checks).toContainEqual({
      name: 'May see projects',
      ok: false,
      hint: expect.stringContaining('Browse projects'),
    })
    expect((await host.discover()).map(({ kind }) => kind)).not.toContain('project')
  })

  test(`${product}: an issue that moves away between listing and fetching is not taken for the project's`, async () => {
    const { host, simulator } = await startBench({ product, world: generateWorld({ issues: 8, projects: 2 }) })
    simulator.site.move('10000', '10001')
    await host.run(await host.discover())
    const homes = host
      .rows()
      .flatMap(({ key, entity }) =>
        entity.kind === 'issue' && entity.externalId === '10000' ? [key.split('\n')[0]] : [],
      )
    expect(homes).not.toContain('project:10000')
    expect(homes).toContain('project:10001')
  })

  test(`${product}: a second sync asks for no issue, and one change fetches one issue`, async () => {
    const { host, simulator } = await startBench({ product, world: world() })
    await host.run(project)
    const payloads = () => simulator.requests.length
    const first = payloads()
    expect(await host.run(project)).toMatchObject({ records: 0, removed: 0 })
    const second = simulator.requests.slice(first)
    expect(second.filter(request => /bulkfetch|worklog|changelog/.test(request))).toEqual([])
    simulator.site.transition('10005')
    expect(await host.run(project)).toMatchObject({ records: 1 })
  })

  test(`${product}: an issue that becomes visible without having changed is read by the sweep`, async () => {
    const { host, simulator } = await startBench({ product, world: world() })
    const hidden = simulator.site.hide('10002')
    await host.run(project)
    expect(issuesIn(host).length).toBe(23)
    hidden.show()
    expect(await host.run(project)).toMatchObject({ records: 1 })
    expect(host.rows()).toEqual(await undisturbed(product))
  })
}

test('a session that has ended is an auth fault, whatever the status says', async () => {
  for (const status of [400, 401, 404] as const) {
    const { host, simulator } = await startBench({ product: 'data-center', world: world() })
    simulator.trouble.plan({ trouble: { kind: 'anonymous', status }, when: /search/, after: 2, times: 9 })
    expect(await codeOf(host.run(project))).toBe('auth.rejected')
  }
})

test.each(['expired_token', 'repeated_token'] as const)(
  'cloud: an %s in the list of issues is recovered from',
  async kind => {
    const { host, simulator } = await startBench({ world: world() })
    simulator.trouble.plan({ trouble: { kind }, when: /search\/jql/, after: 2 })
    expect(await host.run(project)).toMatchObject({ ended: true })
    expect(issuesIn(host).length).toBe(24)
  },
)

test('cloud: page tokens that never lead on do not go round for ever, and delete nothing', async () => {
  const { host, simulator } = await startBench({ world: world() })
  simulator.trouble.plan({ trouble: { kind: 'repeated_token' }, when: /search\/jql/, times: 1_000 })
  expect(await codeOf(host.run(project))).toBe('ended')
  expect(simulator.requests.length).toBeLessThan(200)
  expect(await host.run(project)).toMatchObject({ records: 0, removed: 0 })
  expect(issuesIn(host).length).toBe(24)
})

test('cloud: without the bulk changelog, histories come issue by issue and are the same', async () => {
  const { host, simulator } = await startBench({ world: world() })
  simulator.trouble.plan({ trouble: { kind: 'error', status: 404 }, when: /changelog\/bulkfetch/, times: 1_000 })
  await host.run(project)
  expect(host.rows()).toEqual(await undisturbed('cloud'))
})

test('cloud: histories that span pages arrive whole', async () => {
  const { host }: Bench = await startBench({ world: world(), limits: { records: 4, ids: 5, histories: 2, values: 2 } })
  await host.run(project)
  expect(host.rows()).toEqual(await undisturbed('cloud'))
})

test('a deleted sprint goes; one that a board only lost sight of stays', async () => {
  const { host, simulator } = await startBench({ world: generateWorld({ issues: 4, projects: 1 }) })
  const sprints = () => host.rows().flatMap(({ entity }) => (entity.kind === 'sprint' ? [entity.externalId] : []))
  await host.run(project)
  const [first = '', ...others] = sprints()
  simulator.site.deleteSprint(first)
  expect(await host.run(project)).toMatchObject({ removed: 1 })
  expect(sprints()).toEqual(others)
  simulator.refuseBoards()
  expect(await host.run(project)).toMatchObject({ records: 0, removed: 1 })
  expect(sprints()).toEqual(others)
})
