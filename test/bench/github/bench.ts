import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { createGithubConnector } from '../../../src/main/connectors/github/index.ts'
import { githubSizes } from '../../../src/main/connectors/github/sizes.ts'
import { addRun, sync } from '../../../src/main/ingest/test-support.ts'
import { connectDatabase } from '../../../src/main/store/connect.ts'
import { migrate } from '../../../src/main/store/migrate.ts'
import { migrations } from '../../../src/main/store/migrations/index.ts'
import type { FromServer, SentRequest } from './remembering-server.ts'

const latencyMs = 50
const quiet = () => undefined
const seconds = (ms: number) => `${(ms / 1000).toFixed(2)} s`

/**
 * A first sync of a repository from a simulated GitHub that takes 50 ms to answer and answers from memory, against downloading the
 * same answers one after the other (each GraphQL page names the next); then a sync without changes. Over REST with few pull requests:
 * each takes requests of its own, and the host keeps to the pace GitHub allows.
 */
export async function benchGithub(): Promise<void> {
  await measure('graphql', 20_000)
  await measure('rest', 100)
}

async function measure(way: 'graphql' | 'rest', pulls: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'weir-bench-github-'))
  const server = fork(join(import.meta.dirname, 'remembering-server.ts'), [String(pulls), String(latencyMs), way])
  try {
    const ready = await told(server, 'ready')
    console.log(`GitHub by ${way}: ${pulls.toLocaleString('en')} pull requests, ${latencyMs} ms to answer`)
    await open(join(folder, 'warm-up.db'), ready).then(run => run())
    await requestsOf(server)
    const run = await open(join(folder, 'weir.db'), ready)
    const load = loadavg()[0] ?? 0
    const first = await run()
    const requests = await requestsOf(server)
    const downloadMs = await download(ready, requests)
    await requestsOf(server)
    const again = await run()
    const unchanged = await requestsOf(server)
    const perThousand = (requests.filter(isOfPulls).length / pulls) * 1000
    console.log(`  load of the machine before          ${load.toFixed(1)}`)
    console.log(`  the same requests, only downloaded  ${seconds(downloadMs)}`)
    console.log(`  first sync                          ${seconds(first.totalMs)}`)
    console.log(`    against downloading               ${(first.totalMs / downloadMs).toFixed(3)} ×   target 1.20`)
    console.log(`    processor time                    ${seconds(first.processorMs)}`)
    console.log(`    requests                          ${requests.length}`)
    console.log(`    per 1,000 pull requests           ${perThousand.toFixed(0)}`)
    console.log(`  sync without changes                ${seconds(again.totalMs)}, ${unchanged.length} requests`)
  } finally {
    server.disconnect()
    rmSync(folder, { recursive: true, force: true })
  }
}

const isOfPulls = ({ path, body }: SentRequest) =>
  /\/pulls|\/issues\/\d+\//.test(path) || /query (PullRequests|More)/.test(body)

/** A database of its own, and what syncs it. */
async function open(path: string, { url, token }: { readonly url: string; readonly token: string }) {
  const db = connectDatabase(path)
  await migrate(db, migrations, { debug: quiet, info: quiet, warn: quiet, error: quiet })
  db.exec(`
    insert into connections (connector_id, name, settings, created_at, updated_at) values ('github', 'Bench', '{}', 0, 0);
    insert into jobs (connection_id, state, updated_at) values (1, 'RUNNING', 0);
    insert into data_sources (connection_id, external_id, name, kind, description) values (1, '500', '500', 'repository', '')`)
  const connector = createGithubConnector(githubSizes)
  return async () => {
    const startedAt = performance.now()
    const used = process.cpuUsage()
    const assignment = { runId: addRun(db), settings: { url }, credentials: { token } }
    const { ended } = await sync(db, connector, { now: Date.now, assignment })
    if (ended.outcome !== 'finished') throw new Error(`the sync ended ${JSON.stringify(ended)}`)
    const { user, system } = process.cpuUsage(used)
    return { totalMs: performance.now() - startedAt, processorMs: (user + system) / 1000 }
  }
}

async function download({ url }: { readonly url: string }, requests: readonly SentRequest[]): Promise<number> {
  const startedAt = performance.now()
  for (const { method, path, body, etag } of requests) {
    const headers = etag === '' ? {} : { 'if-none-match': etag }
    const answer = await fetch(`${url}${path}`, { method, headers, ...(body !== '' && { body }) })
    await answer.arrayBuffer()
  }
  return performance.now() - startedAt
}

async function requestsOf(server: ChildProcess): Promise<readonly SentRequest[]> {
  server.send('requests')
  return (await told(server, 'requests')).requests
}

/** The next message of this type. */
async function told<Type extends FromServer['type']>(server: ChildProcess, type: Type) {
  for (;;) {
    const [message] = (await once(server, 'message')) as [FromServer]
    if (message.type === type) return message as Extract<FromServer, { type: Type }>
  }
}
