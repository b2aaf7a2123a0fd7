import { parentPort } from 'node:worker_threads'
import { findConnector } from '../../src/main/connectors/registry.ts'
import type { Connector, ConnectorContext, Page, Stream } from '../../src/main/connectors/sdk/connector.ts'
import { runJobThread } from '../../src/main/ingest/job-thread.ts'
import type { FromJobThread } from '../../src/main/ingest/messages.ts'

/** The job's real thread with the real connectors, which misbehave after their first page where the data source's name says so. */
const misbehaviours: Readonly<Record<string, (context: ConnectorContext) => Promise<void>>> = {
  async 'loops-for-ever'() {
    for (;;);
  },
  async 'allocates-without-end'() {
    for (const kept: string[][] = []; ; ) kept.push(new Array(10_000).fill('').map((_, index) => `${index} kept`))
  },
  async 'allocates-buffers-without-end'() {
    for (const kept: Buffer[] = []; ; ) {
      kept.push(Buffer.alloc(1 << 20, 1))
      await new Promise(resolve => setTimeout(resolve, 1))
    }
  },
  async 'throws-in-a-timer'() {
    setTimeout(() => {
      throw new Error('thrown in a timer')
    })
    return new Promise(() => setInterval(() => {}, 1_000))
  },
  async 'ignores-abort'({ signal }) {
    signal.addEventListener('abort', event => event.stopImmediatePropagation())
    return new Promise(() => setInterval(() => {}, 10))
  },
  async 'starts-a-program-that-hangs'({ commands }) {
    const program = commands.run('sh', ['-c', 'trap "" TERM; sleep 600 & sleep 600; sleep 600'])
    await program.exit
  },
}

/** Tells the test, by a push that nothing else makes, that it begins. */
const announcement: FromJobThread = { type: 'changed', tables: ['people'], derive: [] }

async function* readThenMisbehave(
  stream: Stream,
  context: ConnectorContext,
  input: Parameters<Stream['read']>[1],
): AsyncGenerator<Page<unknown, unknown>> {
  for await (const page of stream.read(context, input)) {
    yield page
    const misbehave = misbehaviours[input.source.name]
    if (!misbehave) continue
    parentPort?.postMessage(announcement)
    await misbehave(context)
  }
}

function misbehaving(connector: Connector): Connector {
  const streams = connector.streams.map(
    (stream): Stream => ({ ...stream, read: (context, input) => readThenMisbehave(stream, context, input) }),
  )
  return { ...connector, streams }
}

await runJobThread(id => {
  const connector = findConnector(id)
  return connector && misbehaving(connector)
})
