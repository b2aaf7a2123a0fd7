import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fastImport } from './fast-import.ts'
import { noHistory } from './history.ts'
import type { SimRepository, World } from './world.ts'

export interface GitWorld {
  /** The same world, with the commits' real names. */
  readonly world: World
  /** A bare repository by `owner/name`, ready to be cloned from the simulator or by its path. */
  readonly clones: Readonly<Record<string, string>>
}

/**
 * Makes a bare repository in `folder` of each history of a world: its commits with their parents, people, times and messages, the default
 * branch, those of open pull requests, the heads of all (`refs/pull/…`), and tags. The world then speaks of those commits. The same
 * world makes the same repositories. What happens to the simulated site later is not in them.
 */
export async function makeGitWorld(world: World, folder: string): Promise<GitWorld> {
  const made: { readonly repository: SimRepository; readonly path: string }[] = []
  for (const repository of world.repositories) {
    const path = join(folder, `${repository.record.full_name}.git`)
    made.push({ repository: await makeRepository(repository, path), path })
  }
  return {
    world: { repositories: made.map(({ repository }) => repository) },
    clones: Object.fromEntries(made.map(({ repository, path }) => [repository.record.full_name, path])),
  }
}

async function makeRepository(repository: SimRepository, path: string): Promise<SimRepository> {
  const { commits } = repository.history ?? noHistory
  mkdirSync(path, { recursive: true })
  const git = (...args: readonly string[]) => run(path, args)
  await git('init', '--quiet', '--bare', '--template=', `--initial-branch=${repository.record['default_branch']}`)
  const marks = join(path, 'marks')
  await run(path, ['fast-import', '--quiet', `--export-marks=${marks}`], fastImport(repository))
  const names = new Map<string, string>()
  for (const line of readFileSync(marks, 'utf8').split('\n')) {
    const [mark = '', name = ''] = line.split(' ')
    const commit = commits[Number(mark.slice(1)) - 1]
    if (commit !== undefined) names.set(commit.sha, name)
  }
  rmSync(marks)
  for (const { record, commits: own } of repository.pulls) {
    const from = commits.find(({ sha }) => sha === own[0]?.['sha'])?.parents[0]?.sha
    const { sha: base } = record['base'] as { readonly sha: string }
    names.set(base, names.get(from ?? '') ?? base)
  }
  await git('update-ref', '-d', 'refs/import')
  await git('update-server-info')
  return renamed(repository, names)
}

/** With every commit's name replaced wherever it is told. */
function renamed<Value>(value: Value, names: ReadonlyMap<string, string>): Value {
  return JSON.parse(JSON.stringify(value), (_, one) => (typeof one === 'string' ? (names.get(one) ?? one) : one))
}

async function run(folder: string, args: readonly string[], input: Iterable<string> = []): Promise<void> {
  const child = spawn('git', ['-C', folder, ...args], { stdio: ['pipe', 'ignore', 'pipe'] })
  const ended = once(child, 'close')
  let said = ''
  child.stderr.setEncoding('utf8').on('data', text => {
    said += text
  })
  for (const text of input) if (!child.stdin.write(text)) await once(child.stdin, 'drain')
  child.stdin.end()
  const [code] = await ended
  if (code !== 0) throw new Error(`git ${args[0]} ended with ${code}: ${said}`)
}
