import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

export interface Author {
  readonly name: string
  readonly email: string
}

export interface CommitOptions {
  readonly author?: Author
  readonly committer?: Author
  /** Epoch seconds; by default an hour after the commit or tag before it. */
  readonly at?: number
  /** Such as `+0530`. */
  readonly zone?: string
  /** Files to write first, by path. A null removes one. */
  readonly files?: Readonly<Record<string, string | Buffer | null>>
}

/** A real repository with a work tree, made by hand: the same calls make the same object names. */
export interface TestRepository {
  /** The work tree, as the file system really names it. */
  readonly path: string
  /** Runs git in it and returns what it prints, without the last line break. */
  git(...args: readonly string[]): string
  /** Commits everything and returns its sha. Without `files`, one file gets a new line. */
  commit(subject: string, options?: CommitOptions): string
  /** Merges a branch with a merge commit and returns its sha. */
  merge(branch: string, options?: Pick<CommitOptions, 'at'>): string
  /** Tags HEAD or `target`; annotated when there is a message. */
  tag(name: string, options?: { readonly message?: string; readonly target?: string }): void
  /** Writes an object as it is given, such as a damaged commit, and returns its sha. */
  writeObject(type: 'commit' | 'tag', content: string | Buffer): string
  /** Runs git in a folder of its own under this environment, such as `clone`. */
  gitIn(folder: string, ...args: readonly string[]): string
}

const { PATH: searchPath } = process.env

export const ada: Author = { name: 'Ada Lovelace', email: 'ada@example.org' }
export const grace: Author = { name: 'Grace Hopper', email: 'grace@example.org' }

/** A folder that is removed by `remove`. */
export function createTestFolder(): { readonly path: string; remove(): void } {
  const path = realpathSync(mkdtempSync(join(tmpdir(), 'weir-test-')))
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}

/** Makes an empty repository at `path`, on the branch `main`. Neither the user's nor the system's git configuration counts. */
export function createTestRepository(
  path: string,
  { objectFormat = 'sha1', bare = false }: { readonly objectFormat?: 'sha1' | 'sha256'; readonly bare?: boolean } = {},
): TestRepository {
  mkdirSync(path, { recursive: true })
  let clock = 1_700_000_000
  let lines = 0
  const identity = (author: Author, committer: Author, at: number, zone: string) => ({
    GIT_AUTHOR_NAME: author.name,
    GIT_AUTHOR_EMAIL: author.email,
    GIT_AUTHOR_DATE: `@${at} ${zone}`,
    GIT_COMMITTER_NAME: committer.name,
    GIT_COMMITTER_EMAIL: committer.email,
    GIT_COMMITTER_DATE: `@${at} ${zone}`,
  })
  const tick = () => {
    clock += 3600
    return clock
  }
  const run = (cwd: string, args: readonly string[], env: Record<string, string> = {}, input?: string | Buffer) =>
    execFileSync('git', args, {
      cwd,
      encoding: 'utf8',
      stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
      ...(input !== undefined && { input }),
      env: {
        PATH: searchPath,
        HOME: path,
        GIT_CONFIG_NOSYSTEM: '1',
        GIT_CONFIG_GLOBAL: '/dev/null',
        ...identity(ada, ada, clock, '+0000'),
        ...env,
      },
    }).replace(/\n$/, '')

  run(path, [
    'init',
    '--quiet',
    '--initial-branch=main',
    `--object-format=${objectFormat}`,
    ...(bare ? ['--bare'] : []),
  ])
  const head = () => run(path, ['rev-parse', 'HEAD'])
  return {
    path: realpathSync(path),
    git: (...args) => run(path, args),
    gitIn: (folder, ...args) => run(folder, args),
    commit(subject, { author = ada, committer = author, at = tick(), zone = '+0000', files } = {}) {
      const written = files ?? { 'lines.txt': 'line\n'.repeat(++lines) }
      for (const [name, content] of Object.entries(written)) {
        const file = join(path, name)
        if (content === null) rmSync(file)
        else {
          mkdirSync(dirname(file), { recursive: true })
          writeFileSync(file, content)
        }
      }
      run(path, ['add', '--all'])
      run(path, ['commit', '--quiet', '--allow-empty', '-m', subject], identity(author, committer, at, zone))
      return head()
    },
    merge(branch, { at = tick() } = {}) {
      run(path, ['merge', '--quiet', '--no-ff', '--no-edit', '-X', 'ours', branch], identity(ada, ada, at, '+0000'))
      return head()
    },
    tag(name, { message, target = 'HEAD' } = {}) {
      const kind = message === undefined ? [] : ['--annotate', '--message', message]
      run(path, ['tag', ...kind, name, target], identity(grace, grace, tick(), '+0100'))
    },
    writeObject: (type, content) => run(path, ['hash-object', '-t', type, '-w', '--literally', '--stdin'], {}, content),
  }
}
