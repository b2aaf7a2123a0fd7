import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { isTrayVisible } from './tray-host.ts'

let bin: string
beforeEach(() => {
  bin = mkdtempSync(join(tmpdir(), 'weir-tray-'))
  vi.stubEnv('PATH', bin)
})
afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(bin, { recursive: true, force: true })
})

function install(program: string, script: string): void {
  writeFileSync(join(bin, program), `#!/bin/sh\n${script}\n`)
  chmodSync(join(bin, program), 0o755)
}

test('macOS and Windows show tray icons; nobody is asked', async () => {
  expect(await Promise.all([isTrayVisible('darwin'), isTrayVisible('win32')])).toEqual([true, true])
})

test.skipIf(process.platform === 'win32')(
  'on Linux the session bus says it, by whichever program there is',
  async () => {
    expect(await isTrayVisible('linux')).toBe(false)
    install('dbus-send', `echo '   variant       boolean true'`)
    expect(await isTrayVisible('linux')).toBe(true)
    install('busctl', `echo 'b false'`)
    expect(await isTrayVisible('linux')).toBe(false)
    install('gdbus', `echo '(<true>,)'`)
    expect(await isTrayVisible('linux')).toBe(true)
  },
)

test.skipIf(process.platform === 'win32')(
  'a desktop without such a service, or without a bus, shows none',
  async () => {
    install('gdbus', 'echo "Error: The name is not activatable: true" >&2; exit 1')
    expect(await isTrayVisible('linux')).toBe(false)
  },
)
