import { fork } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { githubSizes } from '../../../src/main/connectors/github/sizes.ts'
import { type RemoteTimes, reportRemote } from '../remote-report.ts'
import { downloadAgain, measureRemoteSync, told } from '../remote-steps.ts'
import type { SentRequest } from '../sent-request.ts'
import type { FromServer } from './remembering-server.ts'

const latencyMs = 50

interface GithubTimes extends RemoteTimes {
  readonly requests: readonly SentRequest[]
}

/**
 * A first sync of a repository from a simulated GitHub that takes 50 ms to answer and answers from memory, against downloading the
 * same answers within the limits GitHub sets, and nothing else; then a sync without changes. Over REST with fewer pull requests: each
 * takes requests of its own. Those are known in time, so they are downloaded as many at once as Weir may; of GraphQL's, each
 * answer names the next request, so they are downloaded one after the other. WEIR_BENCH_PULLS in the environment: another number.
 */
export async function benchGithub(runs: number): Promise<void> {
  await measure('graphql', Number(process.env['WEIR_BENCH_PULLS'] ?? 20_000), runs)
  await measure('rest', 200, runs)
}

async function measure(way: 'graphql' | 'rest', pulls: number, runs: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'weir-bench-github-'))
  const script = join(import.meta.dirname, 'remembering-server.ts')
  const server = fork(script, [String(pulls), String(latencyMs), way])
  try {
    const { url, token } = await told<FromServer, 'ready'>(server, 'ready')
    console.log(`GitHub by ${way}: ${pulls.toLocaleString('en')} pull requests, ${latencyMs} ms to answer`)
    const form = { connectorId: 'github', settings: { url, history: 'none' }, credentials: { token } }
    const sync = (place: string) => measureRemoteSync(join(folder, place), form, null, () => server.send('begin'))
    await sync('warm-up')
    const times: GithubTimes[] = []
    for (let run = 0; run < runs; run++) {
      const load = loadavg()[0] ?? 0
      const full = await sync(`data-${run}`)
      server.send('list')
      const { requests } = await told<FromServer, 'requests'>(server, 'requests')
      const downloaded = await downloadAgain(join(folder, 'plan.json'), {
        url,
        authorization: `Bearer ${token}`,
        lanes,
        requests: requests.map(request => ({ ...request, lane: request.method === 'POST' ? 'graphql' : 'core' })),
        oneByOne: way === 'graphql',
      })
      const unchanged = await sync(`data-${run}`)
      times.push({ load, full, downloaded, unchanged, requests })
    }
    const perThousand = ({ requests }: GithubTimes) => (requests.filter(isOfPulls).length / pulls) * 1000
    const ofRequests = [['of pull requests, per 1,000 of them', perThousand]] as const
    reportRemote({ noun: 'pull requests', records: pulls, runs: times, ofRequests })
  } finally {
    server.kill()
    rmSync(folder, { recursive: true, force: true })
  }
}

const { concurrency, perSecond, graphqlPerSecond, pacedOverMs: overMs } = githubSizes
const lanes = {
  core: { concurrency, perSecond, overMs },
  graphql: { concurrency, perSecond: graphqlPerSecond, overMs },
}

const isOfPulls = ({ path, body }: SentRequest) =>
  /\/pulls|\/issues\/\d+\//.test(path) || /query (PullRequests|More)/.test(body)
