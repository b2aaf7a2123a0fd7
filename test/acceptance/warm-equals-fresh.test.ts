import { statSync } from 'node:fs'
import { isDeepStrictEqual } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { removeStep } from '../../src/shared/flow/edit-steps.ts'
import { moveStatus } from '../../src/shared/flow/move-status.ts'
import type { FlowConfig } from '../../src/shared/model/flow.ts'
import type { FlowFilter } from '../../src/shared/model/flow-filter.ts'
import {
  type IssueId,
  type JobId,
  type PersonId,
  type ProjectId,
  type RepositoryId,
  ServiceId,
  type TeamId,
} from '../../src/shared/model/ids.ts'
import { defaultIncidentRules, type IncidentRules } from '../../src/shared/model/incidents.ts'
import type { MetricsFilter } from '../../src/shared/model/metrics.ts'
import { qualityFindings } from '../../src/shared/model/quality.ts'
import type { ServiceDraft } from '../../src/shared/model/service.ts'
import { answeredAfresh } from '../support/answered-afresh.ts'
import { connectGit, settled, untilPush } from '../support/client-steps.ts'
import { untilEnded } from '../support/database-tasks.ts'
import { makeDeliveryExample, writeHosted } from '../support/delivery-example.ts'
import { flowTakenIn } from '../support/flow-taken-in.ts'
import { createTestFolder, createTestRepository, type TestRepository } from '../support/git-repository.ts'
import { connectJira, startJiraSite } from '../support/jira-workspace.ts'
import { type Answers, openScreen, type Question, question, type Screen } from '../support/screen.ts'
import { openTestApplication, type TestApplication } from '../support/test-application.ts'

const day = 24 * 3_600_000
/** A Monday, seven weeks ago at the latest: the first day of the worked example. */
const thisDay = Math.floor(Date.now() / day)
const monday = (thisDay - 42 - ((thisDay + 3) % 7)) * day
const now = Date.now()
const page = { offset: 0, limit: 100 }

let folder: ReturnType<typeof createTestFolder>
let app: TestApplication
let simulator: Awaited<ReturnType<typeof startJiraSite>>
let repository: TestRepository
let screen: Screen
let asked: readonly Question[]
let there: Readonly<{ jira: JobId; git: JobId; shop: RepositoryId; project: ProjectId; team: TeamId; ada: PersonId[] }>
/** What was on screen after the last change. */
let last: Answers

beforeAll(async () => {
  folder = createTestFolder()
  repository = createTestRepository(`${folder.path}/shop`)
  const entities = makeDeliveryExample(repository, monday)
  const data = `${folder.path}/data`
  app = await openTestApplication(data, { now: () => now })
  const git = await connectGit(app.client, { folders: [repository.path] }, true)
  await settled(app.client, git.jobId)
  await app.close()
  writeHosted(data, entities)

  simulator = await startJiraSite({ issues: 50 })
  app = await openTestApplication(data, { now: () => now })
  const jira = await connectJira(app.client, simulator)
  await flowTakenIn(app.client)
  const { client } = app
  const [shop] = await client.request('repositories.list')
  const [project] = await client.request('teams.projects')
  const { rows: people } = await client.request('people.list', { search: 'ada', page })
  if (!shop || !project) throw new Error('a repository and a project')
  const ada = people.map(({ id }) => id)
  const team = await client.request('teams.save', {
    id: null,
    name: 'Shop',
    color: 'blue',
    personIds: ada.slice(0, 1),
    projectIds: [project.id],
    repositoryIds: [],
  })
  there = { jira: jira.jobId, git: git.jobId, shop: shop.id, project: project.id, team: team.id, ada }
  const { rows: issues } = await client.request('flow.issues', {
    filter: { from: now - 60 * day, to: now, bucket: 'week', timeZone: 'UTC' },
    what: { kind: 'all' },
    page,
  })
  asked = questions(issues.slice(0, 3).map(({ id }) => id))
  screen = await openScreen(client, asked)
  last = await afresh()
}, 120_000)

afterAll(async () => {
  screen.stop()
  await app.close()
  await simulator.close()
  folder.remove()
})

function questions(issueIds: readonly IssueId[]): readonly Question[] {
  const delivery: MetricsFilter = {
    from: monday,
    to: monday + 49 * day,
    bucket: 'week',
    timeZone: 'Europe/Berlin',
    repositoryIds: null,
    teamId: null,
    includeBots: false,
  }
  const ofTeam = { ...delivery, teamId: there.team }
  const ofService = { ...delivery, serviceIds: [ServiceId.parse(1)] }
  const fromIssue = { ...delivery, leadTimeFrom: 'in_progress' as const }
  const flow = { from: now - 60 * day, to: now, bucket: 'week', timeZone: 'Europe/Berlin' } as const
  const flows: readonly Partial<FlowFilter>[] = [{}, { clock: 'working' }, { teamId: there.team, backward: 'pause' }]
  const period = { from: delivery.from, to: delivery.to, teamId: null }
  return [
    ...[delivery, ofTeam, fromIssue, ofService].flatMap(filter => [
      question('metrics.dora', filter),
      question('metrics.deployments', { filter, page }),
      question('metrics.changes', { filter, deploymentId: null, page }),
    ]),
    ...[delivery, ofTeam, ofService].flatMap(filter => [
      question('metrics.activity', filter),
      question('metrics.commits', { filter, page }),
      question('incidents.list', { filter, page }),
      question('pullRequests.metrics', filter),
      question('pullRequests.load', { filter, byPerson: true }),
      question('pullRequests.list', { filter, what: { kind: 'merged', from: filter.from, to: filter.to }, page }),
    ]),
    ...flows.flatMap(each => {
      const filter = { ...flow, ...each }
      return [
        question('flowMetrics.cycleTime', { filter }),
        question('flowMetrics.throughput', filter),
        question('flowMetrics.steps', filter),
        question('flowMetrics.cumulative', filter),
        question('flowMetrics.wip', filter),
        question('flowMetrics.ageing', { filter, at: null }),
        question('flowMetrics.ageing', { filter, at: now - 20 * day }),
        question('flowMetrics.forecast', { filter, by: new Date(now + 20 * day).toISOString().slice(0, 10) }),
        question('flow.issues', { filter, what: { kind: 'all' }, sort: 'cycle', page }),
      ]
    }),
    ...issueIds.flatMap(issueId => [
      question('issues.get', { issueId, clock: 'working', timeZone: 'UTC' }),
      question('issues.code', { issueId }),
    ]),
    question('flow.filterOptions', { flowId: null }),
    question('flow.get', undefined),
    question('repositories.list', undefined),
    question('services.list', {}),
    question('incidents.rules', { repositoryId: there.shop }),
    question('issueKeys.list', undefined),
    question('people.list', { page }),
    question('people.suggestions', { page }),
    question('teams.list', undefined),
    question('teams.projects', undefined),
    question('quality.findings', { filter: period }),
    ...qualityFindings.map(finding => question('quality.items', { finding, filter: period, page })),
  ]
}

/** Rows of what is derived get other ids when they are made anew. */
const ofDerivedRows = new Set(['id', 'deploymentId', 'fixDeploymentId'])

const told = (answers: Answers): Answers =>
  JSON.parse(JSON.stringify(answers, (key, value) => (ofDerivedRows.has(key) ? undefined : value)))

let fresh = { of: '', answers: {} as Answers }

/** Worked out again when anything was written meanwhile. */
async function afresh(): Promise<Answers> {
  const preferences = await app.client.request('preferences.get')
  const path = `${folder.path}/data/weir.db`
  const written = [path, `${path}-wal`].map(file => statSync(file, { throwIfNoEntry: false }))
  const of = JSON.stringify([preferences, ...written.map(file => [file?.ino, file?.size, file?.mtimeMs])])
  if (fresh.of !== of) {
    fresh = { of, answers: told(await answeredAfresh(path, asked, { clock: { now: () => now }, preferences })) }
  }
  return fresh.answers
}

/** What is on screen and is not what a fresh process answers. */
async function differences() {
  const expected = await afresh()
  const shown = told(screen.shown())
  return Object.keys(expected)
    .filter(asked => !isDeepStrictEqual(shown[asked], expected[asked]))
    .map(asked => ({ asked, shown: shown[asked], expected: expected[asked] }))
}

const request: TestApplication['client']['request'] = (method, ...rest) => app.client.request(method, ...rest)

async function sync(...jobs: readonly JobId[]): Promise<void> {
  for (const jobId of jobs) {
    await request('jobs.runNow', { jobId })
    expect(await settled(app.client, jobId)).toMatchObject({ state: 'FINISHED', fault: null })
  }
}

async function saveFlow(change: (config: FlowConfig) => FlowConfig): Promise<void> {
  const { inForce } = await request('flow.get')
  if (!inForce) throw new Error('a configuration')
  await request('flow.save', { config: change(inForce.config), baseRevision: inForce.version.revision, summary: '' })
}

const saveRules = (rules: IncidentRules | null) => request('incidents.saveRules', { repositoryId: there.shop, rules })

async function incident(source: string) {
  const filter = { from: monday, to: now, bucket: 'week', timeZone: 'UTC', repositoryIds: null } as const
  const { rows } = await request('incidents.list', { filter, page })
  const found = rows.find(each => each.source === source)
  if (!found) throw new Error(`an incident: ${source}`)
  return found.id
}

const service = (name: string): ServiceDraft => ({ name, paths: ['feature/*', 'hotfix/**'], rule: null })

async function serviceId() {
  const [first] = await request('services.list', {})
  if (!first) throw new Error('a service')
  return first.id
}

async function source(kind: 'git' | 'jira', active: boolean) {
  const connections = await request('connections.list')
  const connection = connections.find(({ jobId }) => jobId === there[kind])
  if (!connection) throw new Error(`a connection: ${kind}`)
  const { dataSources } = await request('connections.get', { connectionId: connection.id })
  const [first] = dataSources
  if (!first) throw new Error('a data source')
  await request('dataSources.setActive', { dataSourceId: first.id, active })
}

async function connection(kind: 'git' | 'jira') {
  const found = (await request('connections.list')).find(({ jobId }) => jobId === there[kind])
  if (!found) throw new Error(`a connection: ${kind}`)
  return found.id
}

const two = <Item>([one, other]: readonly Item[]): readonly [Item, Item] => {
  if (one === undefined || other === undefined) throw new Error('two of them')
  return [one, other]
}

interface Change {
  readonly what: string
  readonly make: () => Promise<unknown>
}

const changes: readonly Change[] = [
  { what: 'a project switched off while Weir makes the flow', make: () => source('jira', false) },
  { what: 'a project switched on while Weir makes the flow', make: () => source('jira', true) },
  {
    what: 'a sync that brings a status change, an issue, commits and a tag',
    async make() {
      simulator.site.transition('10010')
      simulator.site.add('10011')
      repository.git('checkout', '--quiet', 'main')
      repository.commit('Tidy up', { at: monday / 1000 + 20 * 86_400 })
      repository.tag('v1.0.0')
      await sync(there.jira, there.git)
    },
  },
  {
    what: 'a status that is mapped no more',
    make: () =>
      saveFlow(config => {
        const [flow] = config.flows
        return flow ? moveStatus(config, flow.id, 'In Progress', null) : config
      }),
  },
  {
    what: 'the version before, restored',
    async make() {
      const { rows } = await request('flow.versions', page)
      const [newest, before] = two(rows)
      await request('flow.restore', { revision: before.revision, baseRevision: newest.revision })
    },
  },
  {
    what: 'a step deleted, its statuses given to another',
    make: () =>
      saveFlow(config => {
        const working = config.flows[0]?.steps.filter(({ category }) => category === 'in_progress') ?? []
        const [gone, other] = two(working)
        return removeStep(config, gone.id, other.id)
      }),
  },
  {
    what: 'an issue type in no flow',
    make: () =>
      saveFlow(config => ({
        ...config,
        issueTypes: config.issueTypes.map((each, i) => (i === 0 ? { ...each, flowId: null } : each)),
      })),
  },
  {
    what: 'another team',
    make: () =>
      request('teams.save', {
        id: there.team,
        name: 'Shop',
        color: 'blue',
        personIds: [...there.ada],
        projectIds: [],
        repositoryIds: [],
      }),
  },
  {
    what: 'two people merged',
    async make() {
      const { rows } = await request('people.list', { search: 'ada', page })
      const [into, other] = two(rows)
      await request('people.merge', { pairs: [{ into: into.id, other: other.id }] })
    },
  },
  { what: 'a person that is a bot', make: () => setGrace({ bot: true }) },
  { what: 'a person that is none', make: () => setGrace({ bot: null }) },
  { what: 'an inactive person', make: () => setGrace({ active: false }) },
  { what: 'a person that is active again', make: () => setGrace({ active: true }) },
  { what: 'another name', make: () => setGrace({ name: 'Amazing Grace' }) },
  {
    what: 'a rule that says just what Weir had chosen',
    async make() {
      const [shop] = await request('repositories.list')
      await request('repositories.saveRule', { repositoryId: there.shop, rule: shop?.rule ?? null })
    },
  },
  {
    what: 'another rule',
    make: () =>
      request('repositories.saveRule', {
        repositoryId: there.shop,
        rule: { source: 'deployments', environment: 'staging|production' },
      }),
  },
  {
    what: 'the rule given back',
    make: () => request('repositories.saveRule', { repositoryId: there.shop, rule: null }),
  },
  { what: 'incident rules that are just Weir’s own', make: () => saveRules(defaultIncidentRules) },
  {
    what: 'issues that are incidents, restored by the fix',
    make: () =>
      saveRules({
        ...defaultIncidentRules,
        issues: { projects: [], types: ['Bug', 'Story', 'Task'], labels: [], priorities: [] },
        restoredBy: 'fix',
      }),
  },
  {
    what: 'an issue that is an incident and changes',
    async make() {
      simulator.site.transition('10020')
      simulator.site.remove('10021')
      await sync(there.jira)
    },
  },
  { what: 'the incident rules given back', make: () => saveRules(null) },
  {
    what: 'an incident of no deployment',
    make: async () => request('incidents.link', { incidentId: await incident('hotfix'), deploymentId: null }),
  },
  {
    what: 'an incident linked by hand',
    async make() {
      const incidentId = await incident('hotfix')
      const choices = await request('incidents.linkChoices', { incidentId })
      await request('incidents.link', { incidentId, deploymentId: choices.at(-1)?.id ?? null })
    },
  },
  {
    what: 'an incident that is linked by the rule again',
    make: async () => request('incidents.unlink', { incidentId: await incident('hotfix') }),
  },
  {
    what: 'a rule for issue keys',
    make: () =>
      request('issueKeys.save', {
        projectId: there.project,
        rule: { ownKey: true, prefixes: [], patterns: ['\\(#(\\d+)\\)'] },
      }),
  },
  {
    what: 'no rule for issue keys',
    make: () => request('issueKeys.save', { projectId: there.project, rule: null }),
  },
  {
    what: 'a service',
    async make() {
      await request('services.save', { repositoryId: there.shop, serviceId: null, service: service('api') })
      const listed = () => request('services.list', {})
      await untilPush(app.client, 'data_changed', listed, ([first]) => first?.state === 'listed')
    },
  },
  {
    what: 'a service with another name',
    make: async () =>
      request('services.save', { repositoryId: there.shop, serviceId: await serviceId(), service: service('core') }),
  },
  {
    what: 'no service',
    make: async () => request('services.remove', { serviceId: await serviceId() }),
  },
  { what: 'other working days', make: () => request('preferences.set', { workingDays: [2, 3, 4] }) },
  {
    what: 'holidays',
    make: () => request('preferences.set', { holidays: [new Date(now - 9 * day).toISOString().slice(0, 10)] }),
  },
  {
    what: 'other working hours',
    make: () => request('preferences.set', { workingHours: { from: '00:00', to: '24:00' } }),
  },
  { what: 'a project switched off', make: () => source('jira', false) },
  { what: 'a project switched on', make: () => source('jira', true) },
  { what: 'a repository switched off', make: () => source('git', false) },
  { what: 'a repository switched on', make: () => source('git', true) },
  {
    what: 'a connection switched off',
    make: async () => request('connections.update', { connectionId: await connection('jira'), enabled: false }),
  },
  {
    what: 'a connection switched on',
    make: async () => request('connections.update', { connectionId: await connection('jira'), enabled: true }),
  },
  {
    what: 'a sync that finds an issue and a tag gone, an issue moved and a status renamed',
    async make() {
      simulator.site.remove('10011')
      simulator.site.move('10012', '10001')
      simulator.site.renameStatus('10002', 'Closed')
      repository.git('tag', '--delete', 'v1.0.0')
      await sync(there.jira, there.git)
    },
  },
  {
    what: 'a history that was rewritten',
    async make() {
      repository.git('reset', '--quiet', '--hard', 'HEAD~2')
      await sync(there.git)
    },
  },
  {
    what: 'an older database restored',
    async make() {
      await untilEnded(app, () => request('database.backUp'))
      const { backups } = await request('database.info')
      await saveFlow(config => ({ ...config, issueTypes: [] }))
      await request('teams.remove', { teamId: there.team })
      await untilEnded(app, () => request('database.restore', { backup: backups[0]?.name ?? '' }))
      await request('people.set', { personIds: [...there.ada].slice(0, 1), active: false })
    },
  },
  { what: 'no team', make: () => request('teams.remove', { teamId: there.team }) },
  {
    what: 'a connection removed',
    make: async () => request('connections.remove', { connectionId: await connection('jira') }),
  },
]

async function setGrace(change: { bot?: boolean | null; active?: boolean; name?: string }) {
  const { rows } = await request('people.list', { search: 'grace', page })
  await request('people.set', { personIds: rows.map(({ id }) => id), ...change })
}

test.each(changes)('with $what, what is on screen becomes what a fresh process answers', async ({ make }) => {
  await make()
  await expect.poll(differences, { timeout: 30_000, interval: 100 }).toEqual([])
  const answers = told(screen.shown())
  expect(answers).not.toEqual(last)
  last = answers
})
