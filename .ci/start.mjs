// Starts the app: Electron where its binary can be had and there is a display, else the same app in the browser.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const args = process.argv.slice(2)
const hasDisplay = process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)

const electron = hasDisplay ? electronBinary() : null
if (electron) run(electron, [root, ...args])
else {
  console.log(
    hasDisplay
      ? 'The Electron binary cannot be downloaded here: opening Weir in your browser instead.'
      : 'There is no display here: serving Weir to a browser instead. Open this link:',
  )
  run(process.execPath, [join(root, 'out/main/headless.js'), ...args, 'serve', ...(hasDisplay ? ['--open'] : [])])
}

/** The path of the Electron binary, downloaded now if need be; null when it cannot be had. */
function electronBinary() {
  const folder = dirname(createRequire(import.meta.url).resolve('electron/package.json'))
  if (!existsSync(join(folder, 'path.txt'))) {
    console.log('Downloading the Electron binary …')
    spawnSync(process.execPath, [join(folder, 'install.js')], { stdio: 'ignore', timeout: 300_000 })
  }
  if (!existsSync(join(folder, 'path.txt'))) return null
  const binary = join(folder, 'dist', readFileSync(join(folder, 'path.txt'), 'utf8'))
  return existsSync(binary) ? binary : null
}

function run(program, args) {
  const child = spawn(program, args, { stdio: 'inherit', cwd: root })
  process.on('SIGINT', () => {}).on('SIGTERM', signal => child.kill(signal))
  child.on('exit', code => {
    process.exitCode = code ?? 1
  })
}
