import { text } from 'node:stream/consumers'

/** What the command line sees of the outside. */
export interface Terminal {
  /** One line to stdout. */
  out(line: string): void
  /** One line to stderr. */
  err(line: string): void
  /** Whether stdout is a screen that lines can be redrawn on. */
  readonly isScreen: boolean
  readInput(): Promise<string>
  /** Called for each Ctrl-C or request to end, until the returned function is called. */
  onInterrupt(listener: () => void): () => void
}

const endSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

export const processTerminal: Terminal = {
  out: line => void process.stdout.write(`${line}\n`),
  err: line => void process.stderr.write(`${line}\n`),
  isScreen: process.stdout.isTTY === true,
  readInput: () => text(process.stdin),
  onInterrupt(listener) {
    for (const signal of endSignals) process.on(signal, listener)
    return () => {
      for (const signal of endSignals) process.off(signal, listener)
    }
  },
}
