import { join } from 'node:path'
import { expect } from 'playwright/test'
import { root } from '../support/shell-driver.ts'
import { requestCode, test } from '../support/shell-test.ts'

const forbidden = { ok: false, fault: { code: 'rpc.forbidden' } }

test('the page sees the bridge and nothing of Electron or Node', async ({ lab }) => {
  const { page } = await lab.launch()
  expect(await page.evaluate('Object.keys(window.weir)')).toEqual(['request', 'subscribe'])
  expect(await page.evaluate('[typeof require, typeof process, typeof Buffer, typeof module]')).toEqual(
    Array(4).fill('undefined'),
  )
  expect(await page.evaluate('window.weir.request = 1, typeof window.weir.request')).toBe('function')
})

test('our own window is not answered while it shows another origin', async ({ lab }) => {
  const { evaluate } = await lab.launch()
  const reply = await evaluate(async ({ BrowserWindow }, code) => {
    const [window] = BrowserWindow.getAllWindows()
    await window?.loadURL('data:text/html,<p>foreign')
    return window?.webContents.executeJavaScript(code)
  }, requestCode('app.info'))
  expect(reply).toMatchObject(forbidden)
})

test('a window the app has not opened is not answered, even with our content', async ({ lab }) => {
  const { evaluate } = await lab.launch()
  const reply = await evaluate(
    async ({ BrowserWindow }, text) => {
      const { preload, code } = JSON.parse(text)
      const window = new BrowserWindow({ show: false, webPreferences: { preload } })
      await window.loadURL('app://weir/')
      return window.webContents.executeJavaScript(code)
    },
    JSON.stringify({ preload: join(root, 'out/preload/index.cjs'), code: requestCode('app.info') }),
  )
  expect(reply).toMatchObject(forbidden)
})

test('frames get no bridge, and none with foreign content', async ({ lab }) => {
  const { page } = await lab.launch()
  const frames = await page.evaluate(`new Promise(resolve => {
    const blank = document.body.appendChild(document.createElement('iframe'))
    addEventListener('securitypolicyviolation', event =>
      resolve({ bridge: typeof blank.contentWindow.weir, refused: event.effectiveDirective }))
    document.body.appendChild(document.createElement('iframe')).src = 'https://example.com/'
  })`)
  expect(frames).toEqual({ bridge: 'undefined', refused: 'frame-src' })
})

test('content cannot navigate away', async ({ lab }) => {
  const { page, evaluate } = await lab.launch()
  const before = page.url()
  await evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents
    contents?.on('will-navigate', event => Reflect.set(globalThis, 'prevented', event.defaultPrevented))
  })
  await page.evaluate(`void (location.href = 'https://example.com/')`)
  await expect.poll(() => evaluate(() => Reflect.get(globalThis, 'prevented'))).toBe(true)
  expect(page.url()).toBe(before)
  expect(await page.evaluate('typeof window.weir')).toBe('object')
})

test('windows and links open in the browser when they are https, and nowhere otherwise', async ({ lab }) => {
  const { page, evaluate } = await lab.launch()
  await evaluate(({ shell }) => {
    const opened: string[] = []
    Reflect.set(globalThis, 'opened', opened)
    shell.openExternal = async url => void opened.push(url)
  })
  const urls = ['file:///etc/passwd', 'http://example.com/', 'javascript:alert(1)', 'https://example.com/one']
  expect(await page.evaluate(`${JSON.stringify(urls)}.map(url => window.open(url))`)).toEqual(urls.map(() => null))
  await page.evaluate(`{
    const link = document.body.appendChild(document.createElement('a'))
    Object.assign(link, { href: 'https://example.com/two', target: '_blank' }).click()
  }`)
  await expect
    .poll(() => evaluate(() => Reflect.get(globalThis, 'opened')))
    .toEqual(['https://example.com/one', 'https://example.com/two'])
  expect(await evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
})

test('permissions are refused', async ({ lab }) => {
  const { page } = await lab.launch()
  expect(await page.evaluate('Notification.requestPermission()')).toBe('denied')
  const position = `new Promise(resolve => navigator.geolocation.getCurrentPosition(resolve, error => resolve(error.code)))`
  expect(await page.evaluate(position)).toBe(1)
})

test('the page loads under its policy, which stops scripts of others and every connection', async ({ lab }) => {
  const { page } = await lab.launch()
  const complaints: string[] = []
  page.on('console', message => {
    if (message.text().includes('Content Security Policy')) complaints.push(message.text())
  })
  await page.reload()
  await expect(page.getByRole('navigation').first()).toBeVisible()
  expect(complaints).toEqual([])
  const violation = (act: string) =>
    page.evaluate(`new Promise(resolve => {
      addEventListener('securitypolicyviolation', event => resolve(event.effectiveDirective), { once: true })
      ${act}
    })`)
  const inline = `document.head.append(Object.assign(document.createElement('script'), { textContent: 'window.ran = 1' }))`
  expect(await violation(inline)).toBe('script-src-elem')
  expect(await page.evaluate('typeof window.ran')).toBe('undefined')
  expect(await violation(`fetch('https://example.com/').catch(() => {})`)).toBe('connect-src')
})
