import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { git, makeLargeRepository } from '../support/large-repository.ts'
import type { MeasuredSync } from './measured-sync.ts'

/**
 * `npm run bench -- [PATH]`: full ingest of a repository (a generated one without a path) against `git log --all --numstat`
 * on it in the same run, then a sync without changes and one of 100 new commits. Nothing is written into PATH: it is mirrored first.
 */
const folder = mkdtempSync(join(tmpdir(), 'weir-bench-'))
try {
  await bench(process.argv[2])
} finally {
  rmSync(folder, { recursive: true, force: true })
}

async function bench(path: string | undefined): Promise<void> {
  const repository = join(folder, 'repository.git')
  if (path) await run('git', ['clone', '--quiet', '--mirror', '--shared', resolve(path), repository])
  else await makeLargeRepository(repository, { commits: 30_000 })
  const commits = Number(await git(repository, ['rev-list', '--count', '--all']))
  console.log(`${path ?? 'generated repository'}: ${commits.toLocaleString('en')} commits`)

  const before = await timed(() => run('git', ['-C', repository, 'log', '--all', '--numstat']))
  const full = await measure(repository)
  const after = await timed(() => run('git', ['-C', repository, 'log', '--all', '--numstat']))
  const baseline = (before + after) / 2

  const refs = await timed(() => run('git', ['-C', repository, 'for-each-ref']))
  const unchanged = await measure(repository)
  const tip = (await git(repository, ['rev-list', '--max-count=1', '--all'])).trim()
  await git(repository, ['update-ref', 'refs/heads/main', tip])
  await makeLargeRepository(repository, { commits: 100, append: true, startAt: 1_790_000_000 })
  const more = await measure(repository)

  report([
    ['git log --all --numstat', seconds(baseline), `before ${seconds(before)}, after ${seconds(after)}`],
    ['metrics on screen', seconds(full.usableMs), `${ratio(full.usableMs, baseline)} × git (target 0.2)`],
    ['everything', seconds(full.totalMs), `${ratio(full.totalMs, baseline)} × git (target 0.9)`],
    [
      'commits per second',
      Math.round(commits / (full.usableMs / 1000)).toLocaleString('en'),
      'until the metrics are on screen',
    ],
    ['peak memory', `${full.peakMemoryMb.toFixed(0)} MB`, 'of the app, without git (target 400 for 100,000 commits)'],
    [
      'event-loop delay',
      `${full.loopDelayP99Ms.toFixed(1)} ms`,
      `p99 of the main process (target 20), longest ${full.loopDelayMaxMs.toFixed(0)} ms`,
    ],
    [
      'sync without changes',
      seconds(unchanged.totalMs),
      `git alone ${seconds(refs)} (target: 0.3 s more); ${unchanged.written} rows written`,
    ],
    ['sync of 100 new commits', seconds(more.totalMs), `${more.written} rows written`],
  ])
}

/** One sync in a process of its own, on this bench's data folder. */
async function measure(repository: string): Promise<MeasuredSync> {
  const script = join(import.meta.dirname, 'measured-sync.ts')
  const child = spawn(process.execPath, [script, join(folder, 'data'), repository], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const closed = once(child, 'close')
  let text = ''
  child.stdout.setEncoding('utf8').on('data', chunk => {
    text += chunk
  })
  const [code] = await closed
  if (code !== 0) throw new Error(`the measured sync ended with ${code}`)
  return JSON.parse(text) as MeasuredSync
}

/** Runs a program to its end; its output is read and thrown away. */
async function run(program: string, args: readonly string[]): Promise<void> {
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  child.stdout.resume()
  const [code] = await once(child, 'close')
  if (code !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${code}`)
}

async function timed(work: () => Promise<void>): Promise<number> {
  const startedAt = performance.now()
  await work()
  return performance.now() - startedAt
}

const seconds = (ms: number) => `${(ms / 1000).toFixed(2)} s`
const ratio = (ms: number, baselineMs: number) => (ms / baselineMs).toFixed(2)

function report(rows: readonly (readonly [string, string, string])[]): void {
  for (const [what, value, note] of rows) console.log(`${what.padEnd(26)}${value.padStart(12)}   ${note}`)
}
