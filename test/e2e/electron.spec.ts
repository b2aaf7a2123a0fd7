import { execFile } from 'node:child_process'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { promisify } from 'node:util'
import { expect } from 'playwright/test'
import { root } from '../support/shell-driver.ts'
import { quit, request, test } from '../support/shell-test.ts'

test('the window opens and shows the app', async ({ lab }) => {
  const { page, evaluate } = await lab.launch()
  await expect(page).toHaveTitle(/Weir/)
  await expect(page.getByRole('navigation').first()).toBeVisible()
  await expect
    .poll(() => evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map(window => window.isVisible())))
    .toEqual([true])
})

test('requests are answered and pushes arrive', async ({ lab }) => {
  const { page } = await lab.launch()
  expect(await request(page, 'app.info')).toMatchObject({
    ok: true,
    data: { shell: 'electron', dataFolder: lab.dataFolder, blockedBy: null, canPickFolders: true },
  })
  const push = page.evaluate(`new Promise(resolve => {
    const stop = window.weir.subscribe(push => { stop(); resolve(push) })
  })`)
  expect(await request(page, 'preferences.set', { theme: 'dark' })).toMatchObject({ ok: true })
  expect(await push).toEqual({ event: 'data_changed', data: { tables: ['preferences'] } })
})

test('what is no proper request is a fault, not an exception', async ({ lab }) => {
  const { page } = await lab.launch()
  const fault = (code: string) => ({ ok: false, fault: { code } })
  expect(await request(page, 'no.such')).toMatchObject(fault('rpc.unknown_method'))
  expect(await request(page, 'jobs.get', 'x'.repeat(1_100_000))).toMatchObject(fault('rpc.too_large'))
  expect(await page.evaluate('window.weir.request(null)')).toMatchObject(fault('rpc.invalid_input'))
  await expect(page.evaluate('window.weir.request({ id: "1", method: "app.info", input: () => 1 })')).rejects.toThrow(
    'could not be cloned',
  )
})

test('the theme chosen is the theme of the window and of its content', async ({ lab }) => {
  const { page, evaluate } = await lab.launch()
  await request(page, 'preferences.set', { theme: 'dark' })
  expect(await evaluate(({ nativeTheme }) => nativeTheme.themeSource)).toBe('dark')
  await expect.poll(() => page.evaluate('matchMedia("(prefers-color-scheme: dark)").matches')).toBe(true)
})

test('the folder picker answers with what was chosen', async ({ lab }) => {
  const { page, evaluate } = await lab.launch()
  await evaluate(({ dialog }) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: ['/one', '/two'] })
  })
  expect(await request(page, 'app.pickFolders')).toEqual({ ok: true, data: ['/one', '/two'] })
  await evaluate(({ dialog }) => {
    dialog.showOpenDialog = async () => ({ canceled: true, filePaths: [] })
  })
  expect(await request(page, 'app.pickFolders')).toEqual({ ok: true, data: [] })
})

test('the save dialog answers with the path that was chosen', async ({ lab }) => {
  const { page, evaluate } = await lab.launch()
  const pick = () => request(page, 'app.pickSavePath', { suggestedName: '../weir.db' })
  await evaluate(({ dialog }) => {
    dialog.showSaveDialog = async (...args: unknown[]) => {
      Object.assign(globalThis, { asked: args.at(-1) })
      return { canceled: false, filePath: '/chosen/weir.db' }
    }
  })
  expect(await pick()).toEqual({ ok: true, data: '/chosen/weir.db' })
  const { defaultPath } = await evaluate(() => Reflect.get(globalThis, 'asked'))
  expect(basename(defaultPath)).toBe('weir.db')
  expect(defaultPath).not.toContain('..')
  await evaluate(({ dialog }) => {
    dialog.showSaveDialog = async () => ({ canceled: true, filePath: '' })
  })
  expect(await pick()).toEqual({ ok: true, data: null })
})

test('a data folder that has moved is the one the app is started again on', async ({ lab }) => {
  const target = join(await mkdtemp(join(tmpdir(), 'weir-moved-')), 'data')
  const first = await lab.launch()
  const asked = join(target, '..', 'asked to start again')
  await first.evaluate(({ app }, note) => {
    app.relaunch = () => process.getBuiltinModule('node:fs').writeFileSync(note, '')
  }, asked)
  expect(await request(first.page, 'database.move', { folder: target })).toMatchObject({ ok: true })
  expect(await first.exited).toBe(0)
  expect(await readdir(join(target, '..'))).toContain('asked to start again')
  const { page } = await lab.launch()
  expect(await request(page, 'app.info')).toMatchObject({ ok: true, data: { dataFolder: target, blockedBy: null } })
  await expect.poll(async () => (await readdir(lab.dataFolder)).includes('weir.db')).toBe(false)
  expect(await readdir(lab.dataFolder)).toContain('moved.json')
  await rm(join(target, '..'), { recursive: true, force: true, maxRetries: 5 })
})

test('safeStorage seals as the vault expects it to', async ({ lab }) => {
  const { page, evaluate } = await lab.launch()
  const sealing = await evaluate(async ({ safeStorage }) => {
    const available = await safeStorage.isAsyncEncryptionAvailable()
    const sealed = await safeStorage.encryptStringAsync('a token')
    const opened = await safeStorage.decryptStringAsync(sealed)
    return { available, opened, plainInside: sealed.includes('a token') }
  })
  expect(sealing).toEqual({
    available: true,
    opened: { result: 'a token', shouldReEncrypt: false },
    plainInside: false,
  })
  expect(await request(page, 'app.info')).toMatchObject({ data: { vault: { kind: 'system', locked: false } } })
})

test('a desktop without a key store is said to be one', async ({ lab, kind }) => {
  test.skip(
    kind !== 'double' || process.platform !== 'linux',
    'Only the double can take a key store away, as on Linux.',
  )
  const { page } = await lab.launch({ ELECTRON_DOUBLE_KEY_STORE: 'basic_text' })
  const info = await request(page, 'app.info')
  expect(info).toMatchObject({ data: { vault: { warning: expect.stringContaining('no key store') } } })
})

test('the window comes back where it was', async ({ lab }) => {
  const bounds = { x: 140, y: 90, width: 1010, height: 707 }
  const first = await lab.launch()
  await first.evaluate(
    ({ BrowserWindow }, wanted) => BrowserWindow.getAllWindows()[0]?.setBounds(JSON.parse(wanted)),
    JSON.stringify(bounds),
  )
  expect(await quit(first)).toBe(0)
  const second = await lab.launch()
  expect(await second.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds())).toEqual(bounds)
})

test('the window fits a display that has become smaller', async ({ lab, kind }) => {
  test.skip(kind !== 'double', 'Only the double can change displays.')
  const first = await lab.launch()
  await first.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.setBounds({ x: 900, y: 300, width: 1000, height: 700 }),
  )
  await quit(first)
  const second = await lab.launch({ ELECTRON_DOUBLE_DISPLAY: '800x600' })
  const bounds = await second.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds())
  expect(bounds).toEqual({ x: 0, y: 0, width: 800, height: 560 })
})

test('a second start brings the first window to the front and ends', async ({ lab }) => {
  const { evaluate } = await lab.launch()
  await evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.minimize())
  await expect(lab.launch()).rejects.toThrow()
  await expect
    .poll(() => evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map(window => window.isMinimized())))
    .toEqual([false])
})

test('quitting closes the database: the next start has it, and nothing listens any more', async ({ lab }) => {
  const first = await lab.launch()
  expect(await request(first.page, 'app.info')).toMatchObject({ data: { blockedBy: null } })
  expect(await quit(first)).toBe(0)
  // A database closed in order leaves no write-ahead log behind.
  const left = (await readdir(lab.dataFolder)).filter(name => /^weir\.(db-wal|db-shm|sock)$/.test(name))
  expect(left).toEqual([])
  const second = await lab.launch()
  expect(await request(second.page, 'app.info')).toMatchObject({ data: { blockedBy: null } })
})

test('closing the last window ends the app of who does not want it in the tray', async ({ lab }) => {
  test.skip(process.platform === 'darwin', 'macOS keeps apps without windows.')
  const { page, evaluate, exited } = await lab.launch()
  await request(page, 'preferences.set', { keepInTray: false })
  await evaluate(({ BrowserWindow }) => void setTimeout(() => BrowserWindow.getAllWindows()[0]?.close(), 0))
  expect(await exited).toBe(0)
})

test('a signal ends the app in order', async ({ lab }) => {
  test.skip(process.platform === 'win32', 'Windows has no such signals.')
  const { kill, exited } = await lab.launch()
  kill('SIGTERM')
  expect(await exited).toBe(0)
})

test('a crashed window reloads itself', async ({ lab }) => {
  const { evaluate } = await lab.launch()
  await evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents
    contents?.once('render-process-gone', () => Reflect.set(globalThis, 'crashed', true))
    contents?.forcefullyCrashRenderer()
  })
  await expect.poll(() => evaluate(() => Reflect.get(globalThis, 'crashed'))).toBe(true)
  await expect
    .poll(() =>
      evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows()[0]
          ?.webContents.executeJavaScript('document.title')
          .catch(() => null),
      ),
    )
    .toMatch(/Weir/)
})

test('preferences that cannot be read are set aside, not a reason to fail', async ({ lab }) => {
  await writeFile(join(lab.dataFolder, 'preferences.json'), '{ "theme": "dark"')
  const { page } = await lab.launch()
  expect(await request(page, 'preferences.get')).toMatchObject({ ok: true, data: { theme: 'system' } })
  const aside = (await readdir(lab.dataFolder)).filter(name => name.startsWith('preferences.broken-'))
  expect(aside).toHaveLength(1)
})

test('the command line talks to the running app', async ({ lab }) => {
  const { page } = await lab.launch()
  expect(await request(page, 'app.info')).toMatchObject({ ok: true })
  const headless = join(root, 'out/main/headless.js')
  const { stdout } = await promisify(execFile)(process.execPath, [
    headless,
    '--data',
    lab.dataFolder,
    'call',
    'app.info',
  ])
  expect(JSON.parse(stdout)).toMatchObject({ shell: 'electron' })
})
