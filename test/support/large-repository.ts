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
  /** Files in all, in folders within folders; and how many lines each has besides those a commit changes. */
  readonly files?: number
  readonly linesPerFile?: number
  readonly filesPerCommit?: number
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
  files = 500,
  linesPerFile = 0,
  filesPerCommit = 1,
}: LargeRepository) {
  const ref = `refs/heads/${branch}`
  const unchanging = Array.from({ length: files }, (_, file) => linesOf(file, linesPerFile))
  for (let index = 1; index <= commits; index++) {
    const at = startAt + index * secondsApart
    const who = `${authors[(index * 7) % authors.length]} ${at} +0100`
    const added = `line ${index}\n`.repeat(1 + ((index * 13) % 40))
    const changed = Array.from({ length: filesPerCommit }, (_, place) => (index + place * 997) % files)
    const merge = index % 10 === 0 && index > 10 && !append ? `merge :${index - 5}\n` : ''
    const message = `Change ${index}: generated`
    const from = append && index === 1 ? `from ${ref}^0\n` : ''
    yield `commit ${ref}\nmark :${index}\nauthor ${who}\ncommitter ${who}\ndata ${message.length}\n${message}\n` +
      `${from}${merge}${changed.map(file => fileChange(file, `${unchanging[file]}${added}`)).join('')}\n`
    if (index % tagEvery === 0) yield `reset refs/tags/${tagPrefix}.${index / tagEvery}.0\nfrom :${index}\n\n`
  }
}

const fileChange = (file: number, content: string) =>
  `M 100644 inline src/part${file % 20}/area${file % 7}/file${file}.txt\ndata ${content.length}\n${content}\n`

const linesOf = (file: number, count: number) =>
  Array.from({ length: count }, (_, line) => `${file * 31 + line * 7} of file ${file}, as it has always been\n`).join(
    '',
  )

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
