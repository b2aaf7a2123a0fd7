import { mkdtempSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { git, makeLargeRepository } from '../support/large-repository.ts'
import { benchDora } from './dora/bench-dora.ts'
import { benchFlow } from './flow/bench-flow.ts'
import { benchGithub } from './github/bench.ts'
import { benchJira } from './jira/bench.ts'
import { runProgram, timed } from './programs.ts'
import { benchPulls } from './pulls/bench-pulls.ts'
import { type RepositoryTimes, report } from './report.ts'
import { measureSync } from './spawn-sync.ts'

/**
 * `npm run -s bench -- [--runs N] [PATH…] [jira] [github] [flow] [dora] [pulls]`: full ingest of each repository (a generated one without a path) against
 * `git log --all --numstat` on it, before and after, then a sync without changes and one of 100 new commits. Nothing is written
 * into a PATH: it is mirrored first, sharing its objects. A step that takes longer than 20 minutes fails.
 * `jira`, `github`: a first sync from a simulated one against downloading the same answers. `flow`: every question about the flow of
 * generated issues, beside plain SQL. `dora`: what shipped with what, of a large repository, and the questions about it.
 * `pulls`: every question about generated pull requests. Without arguments everything.
 */
const { values, positionals } = parseArgs({
  options: { runs: { type: 'string', default: '1' } },
  allowPositionals: true,
})
const folder = mkdtempSync(join(tmpdir(), 'weir-bench-'))
try {
  const runs = Number(values.runs)
  const sources = positionals.length > 0 ? positionals : [null, 'jira', 'github', 'flow', 'dora', 'pulls']
  for (const [place, source] of sources.entries()) {
    if (source === 'jira') await benchJira(runs)
    else if (source === 'github') await benchGithub(runs)
    else if (source === 'flow') await benchFlow(folder)
    else if (source === 'dora') await benchDora(folder)
    else if (source === 'pulls') await benchPulls(folder)
    else await bench(source, join(folder, String(place)), runs)
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}

async function bench(path: string | null, place: string, runs: number): Promise<void> {
  const repository = join(place, 'repository.git')
  if (path === null)
    await makeLargeRepository(repository, { commits: 100_000, files: 3_000, linesPerFile: 60, filesPerCommit: 3 })
  else await runProgram('git', ['clone', '--quiet', '--mirror', '--shared', resolve(path), repository])
  const commits = Number(await git(repository, ['rev-list', '--count', '--all']))
  console.log(`${path ?? 'generated repository'}: ${commits.toLocaleString('en')} commits`)
  const newest = (await git(repository, ['rev-list', '--max-count=1', '--all'])).trim()
  await git(repository, ['update-ref', 'refs/heads/weir-bench', newest])

  const times: RepositoryTimes[] = []
  for (let run = 0; run < runs; run++) {
    times.push(await measure(repository, join(place, `data-${run}`), run))
    if (runs > 1) console.log(`  run ${run + 1} of ${runs} is done`)
  }
  report(commits, times)
}

async function measure(repository: string, data: string, run: number): Promise<RepositoryTimes> {
  const load = loadavg()[0] ?? 0
  const numstat = () => timed(() => runProgram('git', ['-C', repository, 'log', '--all', '--numstat']))
  const beforeMs = await numstat()
  const full = await measureSync(data, repository)
  const afterMs = await numstat()
  const refsMs = await timed(() => askAboutChanges(repository))
  const unchanged = await measureSync(data, repository)
  await makeLargeRepository(repository, {
    commits: 100,
    append: true,
    branch: 'weir-bench',
    tagEvery: 50,
    tagPrefix: `weir-bench-${run}`,
    startAt: 1_790_000_000 + run * 100_000,
  })
  const hundred = await measureSync(data, repository)
  return { load, beforeMs, afterMs, full, refsMs, unchanged, hundred }
}

/** What git is asked to find out that nothing has changed: where the repository is, and its refs. */
async function askAboutChanges(repository: string): Promise<void> {
  await runProgram('git', ['-C', repository, 'rev-parse', '--is-bare-repository', '--git-common-dir'])
  await runProgram('git', ['-C', repository, 'for-each-ref', '--format=%(HEAD)%(objectname) %(symref) %(refname)'])
}
