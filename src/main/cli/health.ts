import type { Client } from '../../shared/contract/client.ts'
import { healthLines } from './health-lines.ts'
import type { Terminal } from './terminal.ts'

export interface HealthOptions {
  readonly check?: boolean
  readonly json?: boolean
}

/** Prints how everything is, as a table or as the method's own JSON. Returns the code to exit with: 1 for an error, otherwise 0. */
export async function health(client: Client, options: HealthOptions, terminal: Terminal): Promise<number> {
  const found = await client.request(options.check ? 'health.check' : 'health.get')
  const lines = options.json ? [JSON.stringify(found, null, 2)] : healthLines(found)
  for (const line of lines) terminal.out(line)
  return found.level === 'error' ? 1 : 0
}
