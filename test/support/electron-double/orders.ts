import electron from './electron.ts'

interface Order {
  readonly id: number
  /** A function's source, called with the `electron` module and `argument`. */
  readonly source: string
  readonly argument: unknown
}

/** Runs what the test process sends in this one, with the `electron` module at hand; ends when the test process does. */
export function takeOrders(endpoint: string): void {
  if (!process.send) return
  process.on('disconnect', () => process.exit(1))
  process.on('message', (order: Order) => void carryOut(order))
  process.channel?.unref()
  process.send({ endpoint })
}

async function carryOut({ id, source, argument }: Order): Promise<void> {
  try {
    const run: unknown = new Function(`return (${source})`)()
    if (typeof run !== 'function') throw new Error('The order is no function')
    process.send?.({ id, value: await run(electron, argument) })
  } catch (error) {
    process.send?.({ id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) })
  }
}
