import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync } from 'node:fs'

export interface LargeRepository {
  readonly commits: number
  /** Every so many commits get a tag `v1.N.0`. */
  readonly tagEvery?: number
  /** Epoch seconds of the first commit. */
  readonly startAt?: number
  readonly secondsApart?: number
  /** Continues the branch of an existing repository instead of making a new one. */
  readonly append?: boolean
  readonly branch?: string
  readonly tagPrefix?: string
}

const authors = Array.from({ length: 40 }, (_, index) => `Author ${index} <author${index}@example.com>`)

/** Makes a bare repository of generated history in seconds (`git fast-import`): the same one for the same wishes. */
export async function makeLargeRepository(folder: string, wishes: LargeRepository): Promise<void> {
  mkdirSync(folder, { recursive: true })
  if (!wishes.append) await git(folder, ['init', '--bare', '--quiet', '--initial-branch=main'])
  await git(folder, ['fast-import', '--quiet', '--force'], history(wishes))
}

function* history({
  commits,
  tagEvery = 200,
  startAt = 1_600_000_000,
  secondsApart = 600,
  append = false,
  branch = 'main',
  tagPrefix = 'v1',
}: LargeRepository) {
  const ref = `refs/heads/${branch}`
  for (let index = 1; index <= commits; index++) {
    const at = startAt + index * secondsApart
    const who = `${authors[(index * 7) % authors.length]} ${at} +0100`
    const content = `line ${index}\n`.repeat(1 + ((index * 13) % 40))
    const merge = index % 10 === 0 && index > 10 && !append ? `merge :${index - 5}\n` : ''
    const message = `Change ${index}: generated`
    yield `commit ${ref}\nmark :${index}\nauthor ${who}\ncommitter ${who}\ndata ${message.length}\n${message}\n` +
      `${append && index === 1 ? `from ${ref}^0\n` : ''}${merge}M 100644 inline src/file${index % 500}.txt\ndata ${content.length}\n${content}\n`
    if (index % tagEvery === 0) yield `reset refs/tags/${tagPrefix}.${index / tagEvery}.0\nfrom :${index}\n\n`
  }
}

/** Runs git in a folder and resolves to its output. */
export async function git(folder: string, args: readonly string[], input?: Iterable<string>): Promise<string> {
  const child = spawn('git', ['-C', folder, ...args], { stdio: ['pipe', 'pipe', 'inherit'] })
  const chunks: Buffer[] = []
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
  const closed = once(child, 'close')
  for (const text of input ?? []) if (!child.stdin.write(text)) await once(child.stdin, 'drain')
  child.stdin.end()
  const [code] = await closed
  if (code !== 0) throw new Error(`git ${args[0]} ended with ${code}`)
  return Buffer.concat(chunks).toString('utf8')
}
