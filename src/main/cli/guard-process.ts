import { faultLines } from './fault-lines.ts'
import type { UnexpectedErrors } from './unexpected-errors.ts'

/**
 * Gives signals back to the program: a package below `conf` listens to them from its import on and sends each a second time, so that one
 * Ctrl-C would count as two. To be called before anything of our own listens.
 */
export function reclaimSignals(): void {
  for (const name of process.eventNames())
    if (typeof name === 'string' && name.startsWith('SIG')) process.removeAllListeners(name)
}

/**
 * Keeps stack traces off the terminal: an error that nobody caught is logged and ends the process with one line. A reader that goes
 * away (`weir … | head`) ends it without a word.
 */
export function guardProcess(unexpected: UnexpectedErrors): void {
  process.on('uncaughtException', error => {
    for (const line of faultLines(error, unexpected.report(error))) process.stderr.write(`${line}\n`)
    process.exit(1)
  })
  for (const stream of [process.stdout, process.stderr])
    stream.on('error', error => {
      if ('code' in error && error.code === 'EPIPE') process.exit(1)
      throw error
    })
}
