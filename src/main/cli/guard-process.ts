import { faultLines } from './fault-lines.ts'
import type { UnexpectedErrors } from './unexpected-errors.ts'

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
