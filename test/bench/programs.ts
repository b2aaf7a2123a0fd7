import { spawn } from 'node:child_process'
import { once } from 'node:events'

/** The longest a step may take: a bench that hangs ends. */
export const stepMs = 20 * 60_000

/** Runs a program to its end; its output is read and thrown away. */
export async function runProgram(program: string, args: readonly string[]): Promise<void> {
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'inherit'], timeout: stepMs })
  child.stdout.resume()
  const [code, signal] = await once(child, 'close')
  if (code !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${code ?? signal}`)
}

/** How long the work took, in ms. */
export async function timed(work: () => Promise<void>): Promise<number> {
  const startedAt = performance.now()
  await work()
  return performance.now() - startedAt
}
