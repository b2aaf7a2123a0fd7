import type { Client } from '../../src/shared/contract/client.ts'

/** Resolves once Weir has made a flow configuration, or has one, and every issue's history is taken in. */
export async function flowTakenIn(client: Client): Promise<void> {
  const isDone = async () => {
    const { inForce, recomputing } = await client.request('flow.get')
    return inForce !== null && !recomputing
  }
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  const look = () => void isDone().then(done => done && resolve(), reject)
  const stop = client.on('data_changed', look)
  look()
  await promise.finally(stop)
}
