// Installs what is missing, builds what is older than its sources, then runs the file named by the first argument on Weir's own
// Node. Plain JavaScript for any Node from 18 on: this runs before our Node 24 (a dev dependency) is there.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const windows = process.platform === 'win32'
const [file, ...args] = process.argv.slice(2)

await installPackages()
await build()
process.exitCode = await run(join(root, 'node_modules', 'node', 'bin', windows ? 'node.exe' : 'node'), [
  join(root, file),
  ...args,
])

/** `npm ci` when the installed packages are not those of the lock file. */
async function installPackages() {
  const marker = join(root, 'node_modules', '.weir-lock')
  const wanted = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex')
  if (existsSync(marker) && readFileSync(marker, 'utf8') === wanted) return
  console.error('Installing packages …')
  await npm('ci', '--no-audit', '--no-fund', '--loglevel=error')
  writeFileSync(marker, wanted)
}

/** `npm run build` when a source is newer than the last one. */
async function build() {
  const marker = join(root, 'out', '.built')
  const sources = ['src', 'resources', 'package-lock.json', 'electron.vite.config.ts'].map(name => join(root, name))
  if (existsSync(marker) && newest(sources) <= statSync(marker).mtimeMs) return
  console.error('Building …')
  await npm('run', '--silent', 'build')
  writeFileSync(marker, '')
}

function newest(paths) {
  const times = paths.filter(existsSync).map(path => {
    const found = statSync(path)
    const inside = found.isDirectory() ? newest(readdirSync(path).map(name => join(path, name))) : 0
    return Math.max(found.mtimeMs, inside)
  })
  return Math.max(0, ...times)
}

/** What npm prints goes to stderr: stdout is the started program's, which may print JSON to a pipe. */
async function npm(...args) {
  const code = await run('npm', args, { shell: windows, stdio: ['inherit', process.stderr, 'inherit'] })
  if (code !== 0) process.exit(code)
}

/** Runs a program with this terminal and resolves to its exit code. Ctrl-C reaches it directly: it decides what that means. */
function run(program, args, options) {
  const bin = join(root, 'node_modules', '.bin')
  const pathName = Object.keys(process.env).find(name => name.toUpperCase() === 'PATH') ?? 'PATH'
  const env = { ...process.env, [pathName]: `${bin}${delimiter}${process.env[pathName] ?? ''}` }
  const child = spawn(program, args, { stdio: 'inherit', env, ...options })
  const wait = () => {}
  const pass = signal => child.kill(signal)
  process.on('SIGINT', wait).on('SIGTERM', pass)
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('exit', (code, signal) => {
      process.off('SIGINT', wait).off('SIGTERM', pass)
      resolve(code ?? (signal === 'SIGINT' ? 130 : 1))
    })
  })
}
