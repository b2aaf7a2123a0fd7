import { fork } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { jiraSizes } from '../../../src/main/connectors/jira/sizes.ts'
import { type RemoteTimes, reportRemote } from '../remote-report.ts'
import { downloadAgain, measureRemoteSync, told } from '../remote-steps.ts'
import type { FromServer } from './remembering-server.ts'

const issues = Number(process.env['WEIR_BENCH_ISSUES'] ?? 20_000)
const latencyMs = 50

interface JiraTimes extends RemoteTimes {
  /** Requests of the full sync that the server had not been asked before: they cost it more. */
  readonly fresh: number
}

/**
 * A first sync of issues with their histories from a simulated Jira Cloud that takes 50 ms to answer, against downloading
 * the same answers and nothing else; then a sync without changes. The Jira is a process of its own that answers from memory: an
 * unmeasured sync has asked it everything before. WEIR_BENCH_ISSUES in the environment: another number.
 */
export async function benchJira(runs: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'weir-bench-jira-'))
  const server = fork(join(import.meta.dirname, 'remembering-server.ts'), [String(issues), String(latencyMs)])
  try {
    const { url, email, token } = await told<FromServer, 'ready'>(server, 'ready')
    console.log(`Jira: ${issues.toLocaleString('en')} issues, ${latencyMs} ms to answer`)
    const form = { connectorId: 'jira', settings: { product: 'cloud', url, email }, credentials: { token } }
    const sync = (place: string) => measureRemoteSync(join(folder, place), form, 'project', () => server.send('begin'))
    await sync('warm-up')
    const authorization = `Basic ${Buffer.from(`${email}:${token}`).toString('base64')}`
    const { concurrency, perSecond } = jiraSizes
    const times: JiraTimes[] = []
    for (let run = 0; run < runs; run++) {
      const load = loadavg()[0] ?? 0
      const full = await sync(`data-${run}`)
      server.send('list')
      const { requests, remembered } = await told<FromServer, 'requests'>(server, 'requests')
      const downloaded = await downloadAgain(join(folder, 'plan.json'), {
        url,
        authorization,
        lanes: { site: { concurrency, perSecond, overMs: 1_000 } },
        requests: requests.map(request => ({ ...request, lane: 'site' })),
        oneByOne: false,
      })
      const unchanged = await sync(`data-${run}`)
      times.push({ load, full, downloaded, unchanged, fresh: requests.length - remembered })
    }
    const ofRequests = [['of them new to the server', ({ fresh }: JiraTimes) => fresh]] as const
    reportRemote({ noun: 'issues', records: issues, runs: times, ofRequests })
  } finally {
    server.kill()
    rmSync(folder, { recursive: true, force: true })
  }
}
