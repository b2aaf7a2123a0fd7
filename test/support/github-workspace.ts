import { generateWorld } from '../../src/main/scenarios/simulators/github/generated-world.ts'
import {
  type GithubSimulator,
  type SimulatorOptions,
  startGithubSimulator,
} from '../../src/main/scenarios/simulators/github/simulator.ts'
import type { ConnectionSummary } from '../../src/shared/model/connection.ts'
import { type ConnectionForm, connect, settled } from './client-steps.ts'
import { openTestApplication, type TestApplication } from './test-application.ts'

export interface GithubSiteOptions extends Partial<SimulatorOptions> {
  /** How many pull requests each repository has (60), in how many repositories (2), opened over how many days until now (120). */
  readonly pulls?: number
  readonly repositories?: number
  readonly days?: number
}

export interface GithubWorkspaceOptions extends GithubSiteOptions {
  /** The connection's name: "GitHub". */
  readonly name?: string
  /** Further settings of the connection. */
  readonly settings?: object
}

export interface GithubWorkspace {
  readonly app: TestApplication
  readonly simulator: GithubSimulator
  readonly connection: ConnectionSummary
  close(): Promise<void>
}

const day = 24 * 3_600_000

/** A simulated GitHub whose pull requests have come in evenly until now, unless it is given another world. */
export function startGithubSite(options: GithubSiteOptions = {}): Promise<GithubSimulator> {
  const { pulls = 60, repositories = 2, days = 120, ...rest } = options
  const span = { startAt: Date.now() - days * day, spacingMs: (days * day) / Math.max(pulls, 1) }
  return startGithubSimulator({ world: generateWorld({ pulls, repositories, ...span }), ...rest })
}

/** What is entered to connect a simulated GitHub. */
export const githubForm = ({ url, tokens }: GithubSimulator, settings: object = {}): ConnectionForm => ({
  connectorId: 'github',
  settings: { product: 'server', url, ...settings },
  credentials: { token: tokens.join(' ') },
})

/** The application on a data folder, with a synced connection to a GitHub simulated in this process. */
export async function openGithubWorkspace(
  dataFolder: string,
  { name = 'GitHub', settings = {}, ...site }: GithubWorkspaceOptions = {},
): Promise<GithubWorkspace> {
  const simulator = await startGithubSite(site)
  const app = await openTestApplication(dataFolder)
  const close = async () => {
    await app.close()
    await simulator.close()
  }
  try {
    const connection = await connect(app.client, githubForm(simulator, settings), { name, syncNow: true })
    const { state, fault } = await settled(app.client, connection.jobId)
    if (state !== 'FINISHED') throw new Error(`the sync ended as ${state}: ${fault?.hint}`)
    return { app, simulator, connection, close }
  } catch (error) {
    await close()
    throw error
  }
}

/** Leaves a synced GitHub connection in a data folder, for a shell to be started on. The simulator goes on: close it. */
export async function makeGithubWorkspace(
  dataFolder: string,
  options: GithubWorkspaceOptions = {},
): Promise<GithubSimulator> {
  const { app, simulator } = await openGithubWorkspace(dataFolder, options)
  await app.close()
  return simulator
}
