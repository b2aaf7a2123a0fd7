import { CommanderError } from 'commander'
import { toFault } from '../../shared/contract/weir-error.ts'
import { faultLines } from './fault-lines.ts'
import { createProgram } from './program.ts'
import { exitCodes } from './sync.ts'
import type { Terminal } from './terminal.ts'
import type { UnexpectedErrors } from './unexpected-errors.ts'

export interface CommandLine {
  /** Without the program's own name. */
  readonly argv: readonly string[]
  readonly entry: string
  readonly version: string
  readonly passphrase: string | null
  readonly terminal: Terminal
  readonly unexpected: UnexpectedErrors
}

/** Runs one command and returns its exit code. Never rejects: a fault is printed, what was not expected is logged under its report id. */
export async function runCommandLine({ argv, terminal, unexpected, ...shell }: CommandLine): Promise<number> {
  let exitCode: number = exitCodes.finished
  const program = createProgram({
    ...shell,
    terminal,
    onDataFolder: unexpected.logIn,
    onExitCode(code) {
      exitCode = code
    },
  })
  try {
    await program.parseAsync(argv, { from: 'user' })
    return exitCode
  } catch (error) {
    // Help and version end this way too, with 0; commander has printed its line.
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.finished : exitCodes.usage
    const reportId = unexpected.report(error)
    if (program.args[0] === 'call') terminal.err(JSON.stringify(toFault(error, reportId), null, 2))
    else for (const line of faultLines(error, reportId)) terminal.err(line)
    return exitCodes.failed
  }
}
