import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { pino } from 'pino'
import { openRotatingFile } from './log-file.ts'
import { redactFacts, redactText } from './log-redaction.ts'
import type { Logger } from './ports.ts'

export interface LogFile extends Logger {
  /** Writes out what is left and closes the file. */
  close(): void
}

const mostBytes = 5 * 1024 * 1024
const oldFiles = 3

/**
 * The shell's log: one JSON object per line in `file`, readable by its owner alone. At 5 MB it becomes `weir.1.log`; three old files are kept.
 * Every line is on disk when the call returns, so that the last one before a crash is there. A log that cannot be written stops nothing.
 */
export function openLog(file: string, level: 'debug' | 'info' = 'info'): LogFile {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  const destination = openRotatingFile({ file, mostBytes, oldFiles })
  const log = pino({ level, base: { pid: process.pid }, timestamp: pino.stdTimeFunctions.isoTime }, destination)
  const at =
    (severity: 'debug' | 'info' | 'warn' | 'error') => (message: string, facts?: Readonly<Record<string, unknown>>) =>
      log[severity]({ ...(facts && { facts: redactFacts(facts) }) }, redactText(message))
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error'), close: destination.close }
}
