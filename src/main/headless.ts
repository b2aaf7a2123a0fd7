import packageJson from '../../package.json' with { type: 'json' }
import { guardProcess } from './cli/guard-process.ts'
import { runCommandLine } from './cli/main.ts'
import { processTerminal } from './cli/terminal.ts'
import { createUnexpectedErrors } from './cli/unexpected-errors.ts'
import { reclaimSignals } from './reclaim-signals.ts'

// The command line, and by `serve` the server of the browser app.
reclaimSignals()
const unexpected = createUnexpectedErrors()
guardProcess(unexpected)

const { WEIR_PASSPHRASE } = process.env
// Programs started from here, such as git, have no business with it.
Reflect.deleteProperty(process.env, 'WEIR_PASSPHRASE')

process.exitCode = await runCommandLine({
  argv: process.argv.slice(2),
  entry: import.meta.url,
  version: packageJson.version,
  passphrase: WEIR_PASSPHRASE || null,
  terminal: processTerminal,
  unexpected,
})
