import { type ChildProcess, spawn } from 'node:child_process'
import { stat } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { WeirError } from '../../shared/contract/weir-error.ts'
import type { CommandOptions, CommandRunner, RunningCommand } from '../connectors/sdk/connector.ts'

export interface CommandRunnerOptions {
  /** Ends every program, and refuses to start more. */
  readonly signal: AbortSignal
  /** A program was started, or has ended. Outside Windows it leads a process group of its own, so `-pid` ends its children too. */
  readonly onChild?: (pid: number, alive: boolean) => void
  /** A program is about to be started. */
  readonly onRequest?: () => void
  /** Bytes of standard output handed out. */
  readonly onBytes?: (bytes: number) => void
}

const stderrKept = 4096
const graceMs = 400
const posix = process.platform !== 'win32'

/**
 * Runs programs without a shell, in a minimal environment, out of reach of the terminal's Ctrl-C. After an abort, reading
 * `stdout` and `exit` reject with `run.stopped` at once; the programs get SIGTERM, and SIGKILL shortly after.
 */
export function createCommandRunner(options: CommandRunnerOptions): CommandRunner {
  return {
    run(program, args, commandOptions = {}) {
      if (options.signal.aborted) return failed(Promise.resolve(stopped()))
      options.onRequest?.()
      const { cwd, env, input } = commandOptions
      let child: ChildProcess
      try {
        child = spawn(program, [...args], {
          ...(cwd !== undefined && { cwd }),
          env: { ...minimalEnvironment(), ...env },
          stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
          windowsHide: true,
          detached: posix,
        })
      } catch (error) {
        // Most failures to start are told by an event, some are thrown.
        return failed(startFault(program, cwd, error))
      }
      return supervise(program, child, options, commandOptions)
    },
  }
}

type Exit = Awaited<RunningCommand['exit']>

function supervise(
  program: string,
  child: ChildProcess,
  { signal, onChild, onBytes }: CommandRunnerOptions,
  { cwd, input }: CommandOptions,
): RunningCommand {
  const { stdin, stdout, stderr, pid } = child
  if (!stdout || !stderr) throw new Error('spawn gave no pipes')
  let over = false
  let failure: unknown
  const fail = (error: unknown) => {
    failure ??= error
    stdout.destroy()
  }

  const kill = () => {
    if (over) return
    signalGroup(child, 'SIGTERM')
    setTimeout(() => over || signalGroup(child, 'SIGKILL'), graceMs).unref()
  }
  const { promise: exit, resolve, reject } = Promise.withResolvers<Exit>()
  const onAbort = () => {
    fail(stopped())
    reject(failure)
    kill()
  }
  signal.addEventListener('abort', onAbort, { once: true })

  // Holds the output back until somebody reads it: otherwise Node throws it away when the program ends first.
  stdout.on('readable', () => {})
  stdout.on('error', () => {})
  let tail = Buffer.alloc(0)
  stderr.on('data', (chunk: Buffer) => {
    tail = Buffer.concat([tail, chunk]).subarray(-stderrKept)
  })
  if (stdin && input !== undefined) {
    pipeline(Readable.from(input, { objectMode: true }), stdin).catch(error => {
      if (over || isClosedPipe(error)) return
      fail(error)
      kill()
    })
  }

  if (pid !== undefined) onChild?.(pid, true)
  const end = (finish: () => void) => {
    if (over) return
    over = true
    signal.removeEventListener('abort', onAbort)
    if (pid !== undefined) onChild?.(pid, false)
    finish()
  }
  child.once('error', error => {
    if (pid !== undefined) return fail(error)
    startFault(program, cwd, error).then(fault => {
      fail(fault)
      end(() => reject(fault))
    })
  })
  child.once('exit', () => {
    // Grandchildren may hold the pipes open; nobody waits for them after an abort.
    if (failure !== undefined) end(() => reject(failure))
  })
  child.once('close', (code, signalName) => {
    // What never started closes as well: why it did not is still being found out.
    if (pid === undefined) return
    const result = { code, signal: signalName, stderr: tail.toString('utf8') }
    end(() => (failure === undefined ? resolve(result) : reject(failure)))
  })
  exit.catch(() => {})

  const read = async function* (): AsyncGenerator<Buffer> {
    let finished = false
    try {
      for await (const chunk of stdout as AsyncIterable<Buffer>) {
        onBytes?.(chunk.length)
        yield chunk
      }
      finished = true
    } catch (error) {
      throw failure ?? error
    } finally {
      if (!finished) kill()
    }
    if (pid === undefined) await exit
    if (failure !== undefined) throw failure
  }
  return { stdout: read(), exit, kill }
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  try {
    if (posix && child.pid !== undefined) process.kill(-child.pid, signal)
    else child.kill(signal)
  } catch {
    // The group is gone already: that is what was wanted.
    child.kill(signal)
  }
}

function failed(fault: Promise<WeirError>): RunningCommand {
  const exit = fault.then(error => {
    throw error
  })
  exit.catch(() => {})
  return { stdout: { [Symbol.asyncIterator]: () => ({ next: () => exit }) }, exit, kill: () => {} }
}

const stopped = () => new WeirError('run.stopped', { hint: 'The run was stopped. Start it again to go on.' })

async function startFault(program: string, cwd: string | undefined, cause: unknown): Promise<WeirError> {
  const folder = cwd === undefined ? null : await stat(cwd).catch(() => null)
  if (cwd !== undefined && !folder?.isDirectory()) {
    return new WeirError('source.unreadable', {
      hint: 'This folder cannot be opened. Check that it exists and that you may read it.',
      details: { path: cwd },
      cause,
    })
  }
  const code = cause instanceof Error && 'code' in cause ? cause.code : null
  if (cwd !== undefined && code === 'EACCES') {
    return new WeirError('source.unreadable', {
      hint: 'This folder may not be entered. Check its permissions.',
      details: { path: cwd, program },
      cause,
    })
  }
  return new WeirError('tool.missing', {
    hint: `The program "${program}" was not found. Install it, make sure it is in the PATH, and try again.`,
    details: { program },
    cause,
  })
}

const isClosedPipe = (error: unknown) =>
  error instanceof Error &&
  'code' in error &&
  ['EPIPE', 'ECONNRESET', 'EOF', 'ERR_STREAM_PREMATURE_CLOSE'].includes(String(error.code))

/** What programs need to find themselves, their configuration, their temporary files, keys and proxies. */
const passedOn = [
  'PATH',
  'HOME',
  'USERPROFILE',
  'HOMEDRIVE',
  'HOMEPATH',
  'APPDATA',
  'LOCALAPPDATA',
  'ProgramData',
  'SystemRoot',
  'SystemDrive',
  'ComSpec',
  'PATHEXT',
  'TMPDIR',
  'TEMP',
  'TMP',
  'XDG_CONFIG_HOME',
  'SSH_AUTH_SOCK',
  'SSL_CERT_FILE',
  'SSL_CERT_DIR',
  'http_proxy',
  'https_proxy',
  'HTTPS_PROXY',
  'all_proxy',
  'ALL_PROXY',
  'no_proxy',
  'NO_PROXY',
]

const proxies = ['https_proxy', 'HTTPS_PROXY', 'all_proxy', 'ALL_PROXY']

function minimalEnvironment(): Record<string, string> {
  const environment: Record<string, string> = { LANG: 'C.UTF-8' }
  for (const name of passedOn) {
    const value = process.env[name]
    if (value !== undefined) environment[name] = value
  }
  // As Weir's own requests have it: without a proxy for https, that for http is meant.
  const proxy = process.env['http_proxy'] ?? process.env['HTTP_PROXY']
  if (proxy !== undefined && !proxies.some(name => name in environment)) environment['https_proxy'] = proxy
  return environment
}
