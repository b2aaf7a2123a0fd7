import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { setTimeout as delay } from 'node:timers/promises'

export interface ProcessToKill {
  /** A module of this folder, and its arguments. */
  readonly script: string
  readonly args: readonly string[]
  /** The line it prints from which on the moment is counted; from its start when there is none. */
  readonly after?: string
  readonly delayMs: number
  readonly onLine?: (line: string) => void
}

export interface KilledProcess {
  /** Whether it was: it may have ended before. */
  readonly killed: boolean
  readonly lines: readonly string[]
}

/** Runs a script in a process of its own and kills it at that moment, unless it has ended before. @throws Error when it ended with a failure. */
export async function runAndKill({ script, args, after, delayMs, onLine }: ProcessToKill): Promise<KilledProcess> {
  const child = spawn(process.execPath, [new URL(script, import.meta.url).pathname, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exited = once(child, 'exit')
  const lines: string[] = []
  const begun = Promise.withResolvers<void>()
  if (after === undefined) begun.resolve()
  const output = createInterface(child.stdout)
  const read = once(output, 'close')
  output.on('line', line => {
    lines.push(line)
    onLine?.(line)
    if (line === after) begun.resolve()
  })
  const over = new AbortController()
  const moment = begun.promise
    .then(() => delay(delayMs, undefined, { signal: over.signal }))
    .then(
      () => child.kill('SIGKILL'),
      () => 'it had ended before',
    )
  const [code] = await exited
  over.abort()
  begun.resolve()
  await moment
  await read
  if (code !== 0 && code !== null) throw new Error(`${script} ended with ${code}: ${lines.join(', ')}`)
  return { killed: code === null, lines }
}
