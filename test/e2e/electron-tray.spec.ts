import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'playwright/test'
import {
  chooseInTray,
  clickNotification,
  closeWindow,
  isWindowVisible,
  linuxDesktop,
  notified,
  tray,
} from '../support/desktop-driver.ts'
import { createTestFolder, createTestRepository } from '../support/git-repository.ts'
import { holdGit } from '../support/held-git.ts'
import type { Shell } from '../support/shell-driver.ts'
import { request, test as shellTest } from '../support/shell-test.ts'

/** A folder of the test's own, for repositories and programs. Only the double's desktop can be looked at, and it is a Linux one. */
const test = shellTest.extend<{ readonly folder: string }>({
  folder: async ({ kind }, use, testInfo) => {
    testInfo.skip(kind !== 'double' || process.platform !== 'linux', 'Only the double’s desktop can be looked at.')
    const folder = createTestFolder()
    await use(folder.path)
    folder.remove()
  },
})

/** Adds a connection to a small repository in the folder, by what the window may ask. */
async function connect({ page }: Shell, folder: string, syncNow: boolean): Promise<void> {
  const repository = createTestRepository(join(folder, 'shop'))
  for (const subject of ['One', 'Two', 'Three']) repository.commit(subject)
  const ask = async (method: string, input: object) => {
    const reply = await request(page, method, input)
    if (!reply.ok) throw new Error(reply.fault.hint)
    return JSON.parse(JSON.stringify(reply.data ?? null))
  }
  const settings = { folders: [repository.path], remotes: [] }
  const started = { connectorId: 'git', connectionId: null, settings, credentials: {} }
  const { id: verificationId } = await ask('verifications.start', started)
  await expect.poll(async () => (await ask('verifications.get', { verificationId })).status).toBe('passed')
  const { options } = await ask('verifications.get', { verificationId })
  const sources = options.map((option: { externalId: string }) => option.externalId)
  await ask('connections.create', { name: 'Shop', verificationId, sources, syncNow })
}

test('the tray shows the running job, pauses it and lets it go on', async ({ lab, folder }) => {
  const git = holdGit(folder)
  const shell = await lab.launch(git.env)
  expect((await tray(shell)).possible).toEqual(['Open Weir', 'Quit Weir'])
  await connect(shell, folder, true)
  await expect.poll(async () => (await tray(shell)).tooltip).toMatch(/^Weir: Shop/)
  expect((await tray(shell)).possible).toEqual(
    expect.arrayContaining(['Shop is running', 'Pause', 'Force stop', 'Pause all']),
  )
  await chooseInTray(shell, 'Pause')
  await expect.poll(async () => (await tray(shell)).possible).not.toContain('Pause')
  git.release()
  await expect.poll(async () => (await tray(shell)).possible).toContain('Resume Shop')
  expect((await tray(shell)).tooltip).toBe('Weir: Shop is paused')
  await chooseInTray(shell, 'Resume Shop')
  await expect
    .poll(async () => request(shell.page, 'jobs.get', { jobId: 1 }))
    .toMatchObject({ data: { state: 'FINISHED' } })
  await expect.poll(async () => (await tray(shell)).tooltip).toBe('Weir')
})

test('closing the window leaves Weir in the tray, told once; its menu and a second start bring it back, and it quits in order', async ({
  lab,
  folder,
}) => {
  const shell = await lab.launch(linuxDesktop(folder, true))
  expect(await request(shell.page, 'app.info')).toMatchObject({ data: { blockedBy: null } })
  await closeWindow(shell)
  await expect.poll(() => isWindowVisible(shell)).toBe(false)
  await expect.poll(() => notified(shell)).toEqual(['Weir goes on in the tray'])
  await chooseInTray(shell, 'Open Weir')
  await expect.poll(() => isWindowVisible(shell)).toBe(true)

  await closeWindow(shell)
  await expect.poll(() => isWindowVisible(shell)).toBe(false)
  await expect(lab.launch()).rejects.toThrow()
  await expect.poll(() => isWindowVisible(shell)).toBe(true)
  expect(await notified(shell)).toHaveLength(1)

  await closeWindow(shell)
  await expect.poll(() => isWindowVisible(shell)).toBe(false)
  await chooseInTray(shell, 'Quit Weir')
  expect(await shell.exited).toBe(0)
  expect((await readdir(lab.dataFolder)).filter(name => /^weir\.(db-wal|db-shm|sock)$/.test(name))).toEqual([])
})

test('where the desktop shows no tray icons, closing the window ends Weir', async ({ lab, folder }) => {
  const shell = await lab.launch(linuxDesktop(folder, false))
  expect((await tray(shell)).possible).toContain('Open Weir')
  await closeWindow(shell)
  expect(await shell.exited).toBe(0)
})

test('who does not want Weir in the tray ends it with its window', async ({ lab, folder }) => {
  const shell = await lab.launch(linuxDesktop(folder, true))
  await request(shell.page, 'preferences.set', { keepInTray: false })
  await closeWindow(shell)
  expect(await shell.exited).toBe(0)
})

test('a failure is notified only while nobody looks, and a click opens its run', async ({ lab, folder }) => {
  const shell = await lab.launch(linuxDesktop(folder, true))
  const failed = 'The sync of Shop failed'
  await connect(shell, folder, false)
  await rm(join(folder, 'shop'), { recursive: true })
  const runs = async () => request(shell.page, 'runs.list', { jobId: 1, offset: 0, limit: 10 })
  await chooseInTray(shell, 'Sync all')
  await expect.poll(async () => (await tray(shell)).possible).toContain('Last failure: Shop')
  await expect.poll(runs).toMatchObject({ data: { total: 1, rows: [{ outcome: 'failed' }] } })
  expect(await notified(shell)).toEqual([])

  const notices = await request(shell.page, 'notices.list')
  if (!notices.ok) throw new Error(notices.fault.hint)
  const noticeIds = JSON.parse(JSON.stringify(notices.data)).map(({ id }: { id: number }) => id)
  await request(shell.page, 'notices.dismiss', { noticeIds })
  await closeWindow(shell)
  await expect.poll(() => isWindowVisible(shell)).toBe(false)
  await chooseInTray(shell, 'Sync all')
  await expect.poll(() => notified(shell)).toContain(failed)
  await clickNotification(shell, failed)
  await expect.poll(() => isWindowVisible(shell)).toBe(true)
  await expect.poll(() => shell.page.url()).toMatch(/#\/jobs\/runs\/2$/)
  await expect(shell.page.getByText('Shop').first()).toBeVisible()
})

test('after the machine has slept, the orchestrator looks at the clock at once', async ({ lab, folder }) => {
  const shell = await lab.launch(linuxDesktop(folder, true))
  expect(await request(shell.page, 'orchestrator.status')).toMatchObject({ ok: true })
  await shell.page.evaluate(`void (window.heard = new Promise(resolve => {
    const stop = window.weir.subscribe(({ event }) => { if (event === 'orchestrator_status') { stop(); resolve(event) } })
  }))`)
  await shell.evaluate(({ powerMonitor }) => void powerMonitor.emit('resume'))
  expect(await shell.page.evaluate('window.heard')).toBe('orchestrator_status')
})
