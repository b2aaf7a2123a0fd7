import { expect, test } from 'vitest'
import { failedRun, jobProgress, jobSummary } from '../../../test/support/job-summary.ts'
import { OrchestratorStatus } from '../../shared/model/orchestrator.ts'
import { type TrayFacts, unknownFacts } from './tray-facts.ts'
import { type TrayActions, trayMenu } from './tray-menu.ts'
import { trayState, trayTooltip } from './tray-view.ts'

const status = (change: object = {}) =>
  OrchestratorStatus.parse({ held: false, lastCycleAt: null, nextCycleAt: null, running: null, queue: [], ...change })
const factsOf = (jobs: TrayFacts['jobs'], change: Partial<TrayFacts> = {}): TrayFacts => ({
  ...unknownFacts,
  status: status(),
  jobs,
  ...change,
})
const fault = { code: 'store.full', hint: 'Free some space.', details: {} } as const

function menuOf(facts: TrayFacts) {
  const asked: unknown[] = []
  const note =
    (what: keyof TrayActions) =>
    (...args: unknown[]) =>
      void asked.push([what, ...args])
  const actions: TrayActions = {
    ...{ open: note('open'), pause: note('pause'), resume: note('resume'), forceStop: note('forceStop') },
    ...{ runAll: note('runAll'), pauseAll: note('pauseAll'), resumeAll: note('resumeAll'), quit: note('quit') },
  }
  const items = trayMenu(facts, actions)
  return {
    asked,
    /** What can be chosen, in order. */
    possible: items.filter(item => item.click && item.enabled !== false).map(item => item.label),
    choose(label: string) {
      const item = items.find(item => item.label === label)
      Reflect.apply(item?.click ?? Object, null, [])
    },
  }
}

const running = jobSummary({ state: 'RUNNING', progress: jobProgress(0.429) })
const paused = jobSummary({ id: 2, connectionName: 'Beta', state: 'PAUSED' })

test('the state says what matters most: what only the user can mend, then what runs, then what is paused', () => {
  const waits = jobSummary({ id: 3, state: 'FAILED', waitsForUser: true })
  expect(trayState(factsOf([jobSummary()]))).toBe('idle')
  expect(trayState(factsOf([paused]))).toBe('paused')
  expect(trayState(factsOf([], { status: status({ held: true }) }))).toBe('paused')
  expect(trayState(factsOf([paused, running]))).toBe('running')
  expect(trayState(factsOf([running, waits]))).toBe('attention')
  expect(trayState(factsOf([running], { health: 'error' }))).toBe('attention')
  expect(trayState(factsOf([], { fault }))).toBe('attention')
  expect(trayState(factsOf([jobSummary({ ...waits, connectionEnabled: false })]))).toBe('idle')
})

test('the tooltip names the running job and how far it is', () => {
  expect(trayTooltip(factsOf([]))).toBe('Weir')
  expect(trayTooltip(factsOf([running]))).toBe('Weir: Acme 42%')
  expect(trayTooltip(factsOf([jobSummary({ state: 'RUNNING', intent: 'pausing' })]))).toBe('Weir: Acme, pausing')
  expect(trayTooltip(factsOf([paused]))).toBe('Weir: Beta is paused')
  expect(trayTooltip(factsOf([], { status: status({ held: true }) }))).toBe('Weir: everything is paused')
  const waits = jobSummary({ id: 3, connectionName: 'Gamma', state: 'FAILED', waitsForUser: true })
  expect(trayTooltip(factsOf([running, waits]))).toBe('Weir: Gamma needs attention\nAcme 42%')
})

test('the longest names stay within what Windows shows', () => {
  const connectionName = 'x'.repeat(200)
  const jobs = [
    jobSummary({ connectionName, state: 'RUNNING', intent: 'stopping', progress: jobProgress(1) }),
    jobSummary({ id: 2, connectionName, state: 'FAILED', waitsForUser: true }),
  ]
  expect(trayTooltip(factsOf(jobs)).length).toBeLessThanOrEqual(127)
})

test('the running job can be paused or stopped, not both at once, and nothing more while it is being stopped', () => {
  const menu = menuOf(factsOf([running]))
  expect(menu.possible).toEqual([
    ...['Open Weir', 'Acme is running', 'Pause', 'Force stop', 'Sync all', 'Pause all', 'Quit Weir'],
  ])
  menu.choose('Pause')
  menu.choose('Force stop')
  menu.choose('Acme is running')
  expect(menu.asked).toEqual([
    ['pause', 1],
    ['forceStop', 1],
    ['open', '/jobs'],
  ])
  const pausing = menuOf(factsOf([jobSummary({ state: 'RUNNING', intent: 'pausing' })])).possible
  expect(pausing.filter(label => label === 'Pause' || label === 'Force stop')).toEqual(['Force stop'])
  const stopping = menuOf(factsOf([jobSummary({ state: 'RUNNING', intent: 'stopping' })])).possible
  expect(stopping).not.toContain('Force stop')
})

test('a paused job can be resumed; one that is already to go on only waits', () => {
  const menu = menuOf(factsOf([paused], { status: status({ queue: [7, 8] }) }))
  expect(menu.possible).toContain('Resume Beta')
  menu.choose('Resume Beta')
  menu.choose('2 waiting in the queue')
  expect(menu.asked).toEqual([
    ['resume', 2],
    ['open', '/jobs'],
  ])
  expect(menuOf(factsOf([jobSummary({ ...paused, queuePosition: 1 })])).possible).not.toContain('Resume Beta')
})

test('while everything is paused, nothing but “Resume all” can start a sync', () => {
  const menu = menuOf(factsOf([paused], { status: status({ held: true }) }))
  expect(menu.possible).toEqual(['Open Weir', 'Resume all', 'Quit Weir'])
})

test('the last failure leads to its run; a sync the user has stopped is none', () => {
  const failed = jobSummary({ state: 'FAILED', fault, lastRun: failedRun(5), connectionName: 'R&D' })
  const menu = menuOf(factsOf([failed, jobSummary({ id: 2, state: 'FAILED', updatedAt: -1 })]))
  menu.choose('Last failure: R&&D')
  expect(menu.asked).toEqual([['open', '/jobs/runs/3']])
  const stopped = jobSummary({ ...failed, fault: { ...fault, code: 'run.stopped' } })
  expect(menuOf(factsOf([stopped])).possible.join()).not.toContain('Last failure')
})

test('where nothing works, the menu still opens the window and quits', () => {
  expect(menuOf(factsOf([running], { fault })).possible).toEqual([
    ...['Open Weir', 'Weir cannot work: open it to see why', 'Quit Weir'],
  ])
})
