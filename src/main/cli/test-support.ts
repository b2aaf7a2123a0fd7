import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, onTestFinished } from 'vitest'

const entry = join(import.meta.dirname, '..', 'headless.ts')

export interface Ended {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

/** A folder of the test's own, gone after it. */
export function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'weir-cli-'))
  onTestFinished(() => rmSync(made, { recursive: true, force: true, maxRetries: 5 }))
  return made
}

/** Starts the command line as a program. */
export function start(args: readonly string[], env: Record<string, string> = {}): ChildProcess {
  const child = spawn(process.execPath, [entry, ...args], { env: { ...process.env, ...env } })
  onTestFinished(() => void child.kill('SIGKILL'))
  return child
}

/** Gives a program its input and resolves with what it printed when it has ended. */
export function ended(child: ChildProcess, input?: string): Promise<Ended> {
  let out = ''
  let err = ''
  child.stdout?.on('data', chunk => {
    out += chunk
  })
  child.stderr?.on('data', chunk => {
    err += chunk
  })
  child.stdin?.end(input)
  return new Promise(resolve => child.on('close', code => resolve({ code, out, err })))
}

/** Runs one command. */
export const weir = (...args: string[]) => ended(start(args))

/** Starts `serve` and resolves with the link it prints. */
export async function served(args: readonly string[], env: Record<string, string> = {}) {
  const child = start(args, env)
  const end = ended(child)
  const link = await new Promise<string>((resolve, reject) => {
    if (child.stdout)
      createInterface(child.stdout).on('line', line => {
        const found = /http:\S+/.exec(line)
        if (found) resolve(found[0])
      })
    void end.then(({ err }) => reject(new Error(err)))
  })
  return { child, end, link }
}

/** A repository with three commits and two tags. */
export function smallRepository(): string {
  const repository = join(folder(), 'repo')
  mkdirSync(repository)
  const identity = {
    GIT_AUTHOR_NAME: 'A',
    GIT_AUTHOR_EMAIL: 'a@x',
    GIT_COMMITTER_NAME: 'A',
    GIT_COMMITTER_EMAIL: 'a@x',
  }
  const git = (date: string, ...args: string[]) =>
    execFileSync('git', args, {
      cwd: repository,
      env: { ...process.env, ...identity, GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date },
    })
  git('2026-01-01T00:00Z', 'init', '-q', '-b', 'main')
  for (const [index, tag] of ['v1.0.0', '', 'v1.1.0'].entries()) {
    git(`2026-01-0${index + 1}T00:00Z`, 'commit', '-q', '--allow-empty', '-m', `c${index}`)
    if (tag) git(`2026-01-0${index + 1}T06:00Z`, 'tag', '-a', tag, '-m', tag)
  }
  return repository
}

/** Connects a repository under the name Mine, by the command line alone. */
export async function connect(data: string, repository: string) {
  const { child, end } = await served(['--data', data, 'serve', '--port', '0'])
  const call = async (method: string, input: unknown) =>
    JSON.parse((await weir('--data', data, 'call', method, JSON.stringify(input))).out)
  const settings = { folders: [repository] }
  const start = { connectorId: 'git', connectionId: null, settings, credentials: {} }
  let verification = await call('verifications.start', start)
  const verificationId = verification.id
  while (verification.status === 'verifying') verification = await call('verifications.get', { verificationId })
  const sources = verification.options.map((option: { externalId: string }) => option.externalId)
  await call('connections.create', { name: 'Mine', verificationId, sources, syncNow: false })
  child.kill('SIGINT')
  expect((await end).code).toBe(0)
}
