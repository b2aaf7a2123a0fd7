import { tmpdir } from 'node:os'
import { onTestFinished } from 'vitest'
import { createJiraConnector } from '../../src/main/connectors/jira/index.ts'
import type { JiraSizes } from '../../src/main/connectors/jira/sizes.ts'
import { createMemoryHost, type MemoryHost } from '../../src/main/connectors/sdk/conformance-host.ts'
import type { Connector } from '../../src/main/connectors/sdk/connector.ts'
import { generateWorld } from '../../src/main/scenarios/simulators/jira/generated-world.ts'
import {
  type JiraSimulator,
  type SimulatorOptions,
  startJiraSimulator,
} from '../../src/main/scenarios/simulators/jira/simulator.ts'

/** Sizes that make many pages of few issues, and no pacing. */
export const smallSizes: JiraSizes = {
  cloudIssues: 3,
  dataCenterIssues: 3,
  listed: 4,
  concurrency: 3,
  perSecond: Number.POSITIVE_INFINITY,
  fewIssues: 6,
  overlapMs: 2_500,
}

export const smallLimits = { records: 4, ids: 5, histories: 7, values: 2 }

/** A clock a second later at each look, after everything generated. */
export function tickingClock(): () => number {
  let now = Date.parse('2026-06-01T00:00:00Z')
  return () => {
    now += 1_000
    return now
  }
}

export function settingsFor({ url, credentials }: JiraSimulator, product: SimulatorOptions['product']) {
  return { product, url, email: product === 'cloud' ? credentials.email : '' }
}

export interface Bench {
  readonly simulator: JiraSimulator
  readonly host: MemoryHost
  readonly connector: Connector
}

/** A simulator with a host that syncs from it. */
export async function startBench(
  options: Partial<SimulatorOptions> & { readonly settings?: object; readonly sizes?: Partial<JiraSizes> } = {},
): Promise<Bench> {
  const { settings, sizes, product = 'cloud', world = generateWorld({ issues: 12, projects: 1 }), ...rest } = options
  const simulator = await startJiraSimulator({ product, world, limits: smallLimits, now: tickingClock(), ...rest })
  onTestFinished(() => simulator.close())
  const connector = createJiraConnector({ ...smallSizes, ...sizes })
  const host = createMemoryHost({
    connector,
    settings: { ...settingsFor(simulator, product), ...settings },
    credentials: { token: simulator.credentials.token },
    cacheFolder: tmpdir(),
  })
  return { simulator, host, connector }
}
