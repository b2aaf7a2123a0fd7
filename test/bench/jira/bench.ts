import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { stepMs } from '../programs.ts'
import type { Downloaded } from './download.ts'
import type { MeasuredSync } from './measured-sync.ts'
import type { FromServer } from './remembering-server.ts'
import { type JiraTimes, reportJira } from './report.ts'

const issues = 20_000
const latencyMs = 50

/**
 * A first sync of 20,000 issues with their histories from a simulated Jira Cloud that takes 50 ms to answer, against downloading
 * the same answers and nothing else; then a sync without changes. The Jira is a process of its own that answers from memory: an
 * unmeasured sync has asked it everything before.
 */
export async function benchJira(runs: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'weir-bench-jira-'))
  const server = fork(script('remembering-server.ts'), [String(issues), String(latencyMs)])
  try {
    const ready = await told(server, 'ready')
    console.log(`Jira: ${issues.toLocaleString('en')} issues, ${latencyMs} ms to answer`)
    const sync = (place: string) => measureSync(server, [join(folder, place), ready.url, ready.email, ready.token])
    await sync('warm-up')
    const authorization = `Basic ${Buffer.from(`${ready.email}:${ready.token}`).toString('base64')}`
    const times: JiraTimes[] = []
    for (let run = 0; run < runs; run++) {
      const load = loadavg()[0] ?? 0
      const full = await sync(`data-${run}`)
      server.send('list')
      const { requests, remembered } = await told(server, 'requests')
      const file = join(folder, 'requests.json')
      writeFileSync(file, JSON.stringify(requests))
      const downloaded = await download([ready.url, authorization, file])
      const unchanged = await sync(`data-${run}`)
      times.push({ load, full, downloaded, unchanged, fresh: requests.length - remembered })
    }
    reportJira(issues, times)
  } finally {
    server.kill()
    rmSync(folder, { recursive: true, force: true })
  }
}

const script = (name: string) => join(import.meta.dirname, name)

/** The next message of this type. */
async function told<Type extends FromServer['type']>(server: ChildProcess, type: Type) {
  for (;;) {
    const [message] = (await once(server, 'message')) as [FromServer]
    if (message.type === type) return message as Extract<FromServer, { type: Type }>
  }
}

/** One sync in a process of its own. The server notes its requests from when it begins. */
async function measureSync(server: ChildProcess, args: readonly string[]): Promise<MeasuredSync> {
  const child = fork(script('measured-sync.ts'), args, { timeout: stepMs, execArgv: [] })
  let measured: MeasuredSync | null = null
  child.on('message', (message: MeasuredSync | 'begins') => {
    if (message === 'begins') server.send('begin')
    else measured = message
  })
  const [code, signal] = await once(child, 'close')
  if (code !== 0 || measured === null) throw new Error(`the measured sync ended with ${code ?? signal}`)
  return measured
}

async function download(args: readonly string[]): Promise<Downloaded> {
  const child = fork(script('download.ts'), args, { timeout: stepMs, stdio: ['ignore', 'pipe', 'inherit', 'ipc'] })
  const closed = once(child, 'close')
  let text = ''
  child.stdout?.setEncoding('utf8').on('data', chunk => {
    text += chunk
  })
  const [code, signal] = await closed
  if (code !== 0) throw new Error(`the download ended with ${code ?? signal}`)
  return JSON.parse(text)
}
