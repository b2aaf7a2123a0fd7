import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, watch, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathOf } from './paths.ts'

let holds: string | null = null

/** Whether this process is the first one on its `userData`; a later one leaves its arguments for the first. */
export function takeSingleInstanceLock(onSecond: (argv: string[], workingDirectory: string) => void): boolean {
  if (holds !== null) return true
  const folder = join(pathOf('userData'), 'electron-double-instance')
  mkdirSync(folder, { recursive: true })
  const lock = join(folder, 'lock')
  const holder = existsSync(lock) ? Number(readFileSync(lock, 'utf8')) : null
  if (holder !== null && isAlive(holder)) {
    writeFileSync(join(folder, `${process.pid}.json`), JSON.stringify({ argv: process.argv, cwd: process.cwd() }))
    return false
  }
  writeFileSync(lock, String(process.pid))
  holds = lock
  watch(folder, { persistent: false }, () => {
    for (const name of readdirSync(folder).filter(name => name.endsWith('.json'))) {
      const text = readFileSync(join(folder, name), 'utf8')
      if (text === '') continue
      rmSync(join(folder, name))
      const { argv, cwd }: { argv: string[]; cwd: string } = JSON.parse(text)
      onSecond(argv, cwd)
    }
  })
  return true
}

export function releaseSingleInstanceLock(): void {
  if (holds !== null) rmSync(holds, { force: true })
  holds = null
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
