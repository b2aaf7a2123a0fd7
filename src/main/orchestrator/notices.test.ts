import { afterEach, beforeEach, expect, test } from 'vitest'
import { type OrchestratorLab, openLab } from '../../../test/support/orchestrator-lab.ts'
import type { Fault } from '../../shared/contract/faults.ts'
import { PreferenceValues } from '../../shared/model/preferences.ts'
import { longRunMs, noticeOfEnd } from './notice-of-end.ts'
import { noticeText, wantedNotices } from './notice-text.ts'
import { addNotices, dismissNotices, listNotices } from './notices.ts'

let lab: OrchestratorLab
beforeEach(async () => {
  lab = await openLab()
})
afterEach(() => lab.close())

const fault = (code: Fault['code']): Fault => ({ code, hint: `About ${code}.`, details: {} })
const failed = (code: Fault['code']) => ({ state: 'FAILED', fault: fault(code) }) as const

test('long runs, failures that nothing heals, and credentials are told; what the user did and what is tried again is not', () => {
  const finished = { state: 'FINISHED', fault: null } as const
  expect(noticeOfEnd(finished, { tookMs: longRunMs, retryAt: null })).toBe('finished')
  expect(noticeOfEnd(finished, { tookMs: longRunMs - 1, retryAt: null })).toBeNull()
  expect(noticeOfEnd(failed('remote.unreachable'), { tookMs: 0, retryAt: 5 })).toBeNull()
  expect(noticeOfEnd(failed('remote.unreachable'), { tookMs: 0, retryAt: null })).toBe('failed')
  expect(noticeOfEnd(failed('auth.rejected'), { tookMs: 0, retryAt: null })).toBe('credentials')
  expect(noticeOfEnd(failed('run.stopped'), { tookMs: 0, retryAt: null })).toBeNull()
  expect(noticeOfEnd({ state: 'PAUSED', fault: null }, { tookMs: longRunMs, retryAt: null })).toBeNull()
})

test('a failure is told once for as long as it is the same and unseen', async () => {
  const { jobId } = await lab.addJob({ script: 'fail' }, 'Acme')
  const { db, readonly } = lab.store
  const notice = (code: Fault['code'], at: number) =>
    ({ kind: 'failed', jobId, runId: null, fault: fault(code), at }) as const
  expect(await addNotices(db, [notice('source.unreadable', 1)])).toMatchObject([{ connectionName: 'Acme' }])
  expect(await addNotices(db, [notice('source.unreadable', 2)])).toEqual([])
  expect(await listNotices(readonly)).toMatchObject([{ at: 2 }])
  expect(await addNotices(db, [notice('store.full', 3)])).toHaveLength(1)
  const unseen = await listNotices(readonly)
  expect(unseen.map(({ at }) => at)).toEqual([3, 2])
  await dismissNotices(
    db,
    unseen.map(({ id }) => id),
    4,
  )
  expect(await listNotices(readonly)).toEqual([])
  expect(await addNotices(db, [notice('store.full', 5)])).toHaveLength(1)
})

test('a job that failed for good is pushed as a notice and shown on the desktop, unless the user does not want that', async () => {
  const { jobId } = await lab.addJob({ script: 'fail' }, 'Acme')
  await lab.orchestrator.runNow(jobId)
  await lab.orchestrator.whenIdle()
  expect(lab.pushes.filter(push => push.event === 'notice').map(push => push.data)).toMatchObject([
    { kind: 'failed', jobId, fault: { code: 'source.unreadable' } },
  ])
  expect(lab.notifications).toEqual([
    { title: 'The sync of Acme failed', body: 'Look at the folder.', route: '/jobs/runs/1' },
  ])
  await dismissNotices(
    lab.store.db,
    (await listNotices(lab.store.readonly)).map(({ id }) => id),
    1,
  )
  await lab.prefer({ notifyFailed: false })
  await lab.orchestrator.runNow(jobId)
  await lab.orchestrator.whenIdle()
  expect(await listNotices(lab.store.readonly)).toHaveLength(1)
  expect(lab.notifications).toHaveLength(1)
})

test('what went wrong is no news any more once the job has finished', async () => {
  const { jobId } = await lab.addJob({ script: 'fail' }, 'Acme')
  await lab.orchestrator.runNow(jobId)
  await lab.orchestrator.whenIdle()
  expect(await listNotices(lab.store.readonly)).toHaveLength(1)
  await lab.store.db.updateTable('connections').set({ settings: '{"script":"pages","pages":1}' }).execute()
  await lab.orchestrator.runNow(jobId)
  await lab.orchestrator.whenIdle()
  expect(await listNotices(lab.store.readonly)).toEqual([])
})

test('several notices at once are one notification, of those that are wanted', async () => {
  const a = await lab.addJob({ script: 'fail' }, 'Acme')
  const b = await lab.addJob({ script: 'fail' }, 'Beta')
  const notices = await addNotices(lab.store.db, [
    { kind: 'interrupted', jobId: a.jobId, runId: null, fault: fault('run.interrupted'), at: 1 },
    { kind: 'credentials', jobId: b.jobId, runId: null, fault: fault('auth.rejected'), at: 1 },
  ])
  const all = PreferenceValues.parse({})
  expect(noticeText(wantedNotices(notices, all))).toEqual({
    title: '2 syncs need a look',
    body: 'Acme, Beta',
    route: '/jobs',
  })
  expect(noticeText(wantedNotices(notices, { ...all, notifyFailed: false }))).toMatchObject({
    title: 'Beta no longer lets Weir in',
    route: `/connections/${b.connectionId}`,
  })
  expect(noticeText([])).toBeNull()
})
