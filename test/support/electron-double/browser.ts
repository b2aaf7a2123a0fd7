import { existsSync, rmSync } from 'node:fs'
import { mkdtemp, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright'
import { routeRequests } from './routing.ts'
import { runtime } from './runtime.ts'

const debian = '/usr/bin/chromium'

/** Starts Chromium with a profile of its own. Resolves to the address a test can drive its pages through. */
export async function startBrowser(): Promise<string> {
  const profile = await mkdtemp(join(tmpdir(), 'electron-double-'))
  const args = ['--remote-debugging-port=0', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])]
  const browser = await chromium.launchPersistentContext(profile, {
    args,
    // Signals are the app's own business, as they are under Electron.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    ...(existsSync(debian) && { executablePath: debian }),
  })
  browser.on('close', () => rmSync(profile, { recursive: true, force: true, maxRetries: 5 }))
  await routeRequests(browser)
  runtime.browser = browser
  const [port] = (await readFile(join(profile, 'DevToolsActivePort'), 'utf8')).split('\n')
  return `http://127.0.0.1:${port}`
}
