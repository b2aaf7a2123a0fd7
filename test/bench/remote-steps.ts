import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ConnectionForm } from '../support/client-steps.ts'
import { bundleScript } from './bundle.ts'
import type { Downloaded, DownloadPlan } from './download.ts'
import type { MeasuredSync } from './measured-remote-sync.ts'
import { stepMs } from './programs.ts'

/** One sync of every data source, or those of a kind, in a process of its own; `begins` is called when its time does. */
export async function measureRemoteSync(
  data: string,
  form: ConnectionForm,
  kind: string | null,
  begins: () => void,
): Promise<MeasuredSync> {
  const args = [data, JSON.stringify(form), kind ?? '']
  const script = await bundleScript('measured-remote-sync')
  const child = fork(script, args, { timeout: stepMs, execArgv: [] })
  let measured: MeasuredSync | null = null
  child.on('message', (message: MeasuredSync | 'begins') => {
    if (message === 'begins') begins()
    else measured = message
  })
  const [code, signal] = await once(child, 'close')
  if (code !== 0 || measured === null) throw new Error(`the measured sync ended with ${code ?? signal}`)
  return measured
}

const downloader = join(import.meta.dirname, 'download.ts')

/** Sends the requests again in a process that does nothing else. The plan is left in `file`. */
export async function downloadAgain(file: string, plan: DownloadPlan): Promise<Downloaded> {
  writeFileSync(file, JSON.stringify(plan))
  const child = fork(downloader, [file], { timeout: stepMs, stdio: ['ignore', 'pipe', 'inherit', 'ipc'] })
  const closed = once(child, 'close')
  let text = ''
  child.stdout?.setEncoding('utf8').on('data', chunk => {
    text += chunk
  })
  const [code, signal] = await closed
  if (code !== 0) throw new Error(`the download ended with ${code ?? signal}`)
  return JSON.parse(text)
}

/** The next message of this type. */
export async function told<Message extends { readonly type: string }, Type extends Message['type']>(
  server: ChildProcess,
  type: Type,
): Promise<Extract<Message, { type: Type }>> {
  for (;;) {
    const [message] = (await once(server, 'message')) as [Message]
    if (isOf(message, type)) return message
  }
}

const isOf = <Message extends { readonly type: string }, Type extends Message['type']>(
  message: Message,
  type: Type,
): message is Extract<Message, { type: Type }> => message.type === type
