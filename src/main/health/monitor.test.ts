import { expect, onTestFinished, test } from 'vitest'
import type { SystemHealth } from '../../shared/model/health.ts'
import { keepingLogger } from '../store/test-support.ts'
import { type Finding, failing, healthy, warning } from './finding.ts'
import { createHealthMonitor } from './monitor.ts'
import { type Probe, singleProbe } from './probe.ts'
import { patienceMs } from './probe-slot.ts'
import { testTime } from './test-support.ts'

function watched(probes: readonly Probe[]) {
  const time = testTime()
  const told: SystemHealth[] = []
  const { logger, lines } = keepingLogger()
  const monitor = createHealthMonitor({ probes, ...time, logger, onChange: health => told.push(health) })
  onTestFinished(() => monitor.close())
  return { monitor, told, time, lines }
}

/** A disk whose finding the test sets. */
function changing(first: Finding) {
  const state = { finding: first, measured: 0 }
  const probe = singleProbe('disk', 'Disk', 1_000, () => {
    state.measured++
    return state.finding
  })
  return { state, probe }
}

const steady = singleProbe('clock', 'Clock', 1_000, () => healthy('Well.', {}))

test('a change of level or reason is told once, changed numbers never', async () => {
  const { state, probe } = changing(healthy('Enough.', { free: 3 }))
  const { monitor, told } = watched([probe, steady])
  await monitor.measure()
  expect(told.map(({ level }) => level)).toEqual(['healthy'])
  state.finding = healthy('Enough.', { free: 2 })
  expect((await monitor.measure()).checks[0]?.facts).toEqual({ free: 2 })
  expect(told).toHaveLength(1)
  state.finding = warning('Little.', 'Free some.', { free: 1 })
  await monitor.measure()
  await monitor.measure()
  state.finding = warning('Very little.', 'Free some.', { free: 1 })
  await monitor.measure()
  expect(told.map(({ level, checks }) => [level, checks[0]?.reason])).toEqual([
    ['healthy', 'Enough.'],
    ['warning', 'Little.'],
    ['warning', 'Very little.'],
  ])
})

test('the level is the worst of all', async () => {
  const { monitor } = watched([
    changing(failing('Full.', 'Free some.', {})).probe,
    singleProbe('vault', 'Vault', 1_000, () => warning('Locked.', 'Unlock it.', {})),
    steady,
  ])
  expect(await monitor.measure()).toMatchObject({
    level: 'error',
    checks: [{ level: 'error' }, { level: 'warning' }, { level: 'healthy' }],
  })
})

test('each probe is measured again on its own rhythm', async () => {
  const { state, probe } = changing(healthy('Enough.', {}))
  const { told, monitor, time } = watched([probe])
  await monitor.measure()
  const before = state.measured
  time.pass(999)
  expect(state.measured).toBe(before)
  state.finding = failing('Full.', 'Free some.', {})
  time.pass(1)
  await expect.poll(() => told.at(-1)?.level).toBe('error')
  expect(state.measured).toBe(before + 1)
})

test('what was touched is measured once soon, however often it was touched', async () => {
  const { state, probe } = changing(healthy('Enough.', {}))
  const { told, monitor, time } = watched([probe, steady])
  await monitor.measure()
  const before = state.measured
  state.finding = failing('Full.', 'Free some.', {})
  for (let change = 0; change < 5; change++) monitor.touch(['disk', 'queue'])
  time.pass(250)
  await expect.poll(() => told.at(-1)?.level).toBe('error')
  expect(state.measured).toBe(before + 1)
})

test('a probe that fails is a finding, is logged once, and is measured again', async () => {
  let broken = true
  const probe = singleProbe('disk', 'Disk', 1_000, () => {
    if (broken) throw Object.assign(new Error('i/o'), { code: 'SQLITE_IOERR_READ' })
    return healthy('Enough.', {})
  })
  const { monitor, lines } = watched([probe, steady])
  await monitor.measure()
  expect((await monitor.measure()).checks).toMatchObject([
    { id: 'disk', level: 'error', facts: { code: 'SQLITE_IOERR_READ' } },
    { id: 'clock', level: 'healthy' },
  ])
  expect(lines.filter(({ message }) => message === 'A health probe failed')).toHaveLength(1)
  broken = false
  expect((await monitor.measure()).level).toBe('healthy')
})

test('a probe that hangs is reported, holds up nobody, and is not measured a second time beside itself', async () => {
  const { promise, resolve } = Promise.withResolvers<Finding>()
  let measured = 0
  const probe = singleProbe('disk', 'Disk', 1_000, () => {
    measured++
    return promise
  })
  const { monitor, time } = watched([probe, steady])
  const first = monitor.measure()
  const second = monitor.measure()
  time.pass(patienceMs)
  expect((await first).checks).toMatchObject([{ id: 'disk', level: 'warning' }, { level: 'healthy' }])
  await second
  expect(measured).toBe(1)
  resolve(healthy('Enough.', {}))
  expect((await monitor.measure()).level).toBe('healthy')
})

test('nothing is measured or told after it was closed', async () => {
  const { state, probe } = changing(healthy('Enough.', {}))
  const { told, monitor, time } = watched([probe])
  await monitor.measure()
  monitor.touch(['disk'])
  monitor.close()
  const before = state.measured
  time.pass(3_600_000)
  expect([state.measured, told.length]).toEqual([before, 1])
})

test('what fails because the application closes is not logged', async () => {
  const { promise, reject } = Promise.withResolvers<Finding>()
  const { monitor, lines } = watched([singleProbe('disk', 'Disk', 1_000, () => promise)])
  const last = monitor.measure()
  monitor.close()
  reject(new Error('the database is closed'))
  await last
  expect(lines).toEqual([])
})
