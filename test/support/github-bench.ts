import { onTestFinished } from 'vitest'
import { createGithubConnector } from '../../src/main/connectors/github/index.ts'
import type { GithubSizes } from '../../src/main/connectors/github/sizes.ts'
import { createMemoryHost, type MemoryHost } from '../../src/main/connectors/sdk/conformance-host.ts'
import type { Connector } from '../../src/main/connectors/sdk/connector.ts'
import { generateWorld } from '../../src/main/scenarios/simulators/github/generated-world.ts'
import {
  type GithubSimulator,
  type SimulatorOptions,
  startGithubSimulator,
} from '../../src/main/scenarios/simulators/github/simulator.ts'
import { createTestFolder } from './git-repository.ts'
import { tickingClock } from './jira-bench.ts'

/** Sizes that make many pages of few records, and no pacing. */
export const smallSizes: GithubSizes = {
  pulls: 4,
  nested: { commits: 2, reviews: 1, threads: 1, threadComments: 1, comments: 1 },
  issues: 3,
  deployments: 4,
  events: 1,
  listed: 5,
  commits: 5,
  commitPage: 7,
  asides: 50,
  asidePage: 2,
  restPulls: 4,
  concurrency: 4,
  perSecond: Number.POSITIVE_INFINITY,
  graphqlPerSecond: Number.POSITIVE_INFINITY,
  pacedOverMs: 1_000,
  backOff: { firstMs: 20, longestMs: 40 },
  overlapMs: 2_500,
  unsettledMs: 30 * 24 * 3_600_000,
}

export interface Bench {
  readonly simulator: GithubSimulator
  readonly host: MemoryHost
  readonly connector: Connector
  readonly cacheFolder: string
}

/** A simulator with a host that syncs from it. */
export async function startBench(
  options: Partial<SimulatorOptions> & {
    readonly settings?: object
    readonly credentials?: object
    readonly sizes?: Partial<GithubSizes>
  } = {},
): Promise<Bench> {
  const { settings, credentials, sizes, world = generateWorld({ pulls: 12 }), ...rest } = options
  const simulator = await startGithubSimulator({ world, now: tickingClock(), ...rest })
  const folder = createTestFolder()
  onTestFinished(async () => {
    await simulator.close()
    folder.remove()
  })
  const connector = createGithubConnector({ ...smallSizes, ...sizes })
  const host = createMemoryHost({
    connector,
    settings: { url: simulator.url, ...settings },
    credentials: credentials ?? { token: simulator.tokens.join(' ') },
    cacheFolder: folder.path,
  })
  return { simulator, host, connector, cacheFolder: folder.path }
}
