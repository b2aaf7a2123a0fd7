import { execFile } from 'node:child_process'

/** The session bus's own word on whether somebody draws tray icons, asked by whichever of these programs is installed. */
const service = 'org.kde.StatusNotifierWatcher'
const property = 'IsStatusNotifierHostRegistered'
const path = '/StatusNotifierWatcher'
const get = 'org.freedesktop.DBus.Properties.Get'
const programs: readonly (readonly [program: string, ...args: string[]])[] = [
  ['gdbus', 'call', '--session', '--dest', service, '--object-path', path, '--method', get, service, property],
  ['busctl', '--user', 'get-property', service, path, service, property],
  [
    'dbus-send',
    '--session',
    '--print-reply',
    `--dest=${service}`,
    path,
    get,
    `string:${service}`,
    `string:${property}`,
  ],
]

const timeoutMs = 2_000

/**
 * Whether the user can see a tray icon. macOS and Windows always show them; on Linux it depends on the desktop, and Electron makes a
 * tray without complaint where nothing shows it. No answer is a no.
 */
export async function isTrayVisible(platform: NodeJS.Platform): Promise<boolean> {
  if (platform !== 'linux') return true
  for (const [program, ...args] of programs) {
    const answer = await ask(program, args)
    if (answer !== 'not installed') return answer === 'yes'
  }
  return false
}

function ask(program: string, args: readonly string[]): Promise<'yes' | 'no' | 'not installed'> {
  return new Promise(resolve => {
    execFile(program, args, { timeout: timeoutMs }, (error, stdout) => {
      if (error) resolve(error.code === 'ENOENT' ? 'not installed' : 'no')
      else resolve(/\btrue\b/.test(stdout) ? 'yes' : 'no')
    })
  })
}
