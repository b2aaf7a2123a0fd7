import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { bundleScript } from './bundle.ts'
import type { MeasuredSync } from './measured-sync.ts'
import { stepMs } from './programs.ts'

/** One sync of the repository into the data folder, in a process of its own. */
export async function measureSync(data: string, repository: string): Promise<MeasuredSync> {
  const script = await bundleScript('measured-sync')
  const child = spawn(process.execPath, [script, data, repository], {
    stdio: ['ignore', 'pipe', 'inherit'],
    timeout: stepMs,
  })
  const closed = once(child, 'close')
  let text = ''
  child.stdout.setEncoding('utf8').on('data', chunk => {
    text += chunk
  })
  const [code, signal] = await closed
  if (code !== 0) throw new Error(`the measured sync ended with ${code ?? signal}`)
  return JSON.parse(text) as MeasuredSync
}
