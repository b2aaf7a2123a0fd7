import { generateWorld } from '../../src/main/scenarios/simulators/github/generated-world.ts'
import { type GithubSimulator, startGithubSimulator } from '../../src/main/scenarios/simulators/github/simulator.ts'
import { connect, settled } from './client-steps.ts'
import { openTestApplication } from './test-application.ts'

export interface GithubWorkspaceOptions {
  /** The connection's name: "GitHub". */
  readonly name?: string
  /** How many pull requests each repository has (60), in how many repositories (2), opened over how many days until now (120). */
  readonly pulls?: number
  readonly repositories?: number
  readonly days?: number
}

const day = 24 * 3_600_000

/** Leaves a synced GitHub connection in a data folder, for a shell to be started on. The simulator goes on: close it. */
export async function makeGithubWorkspace(
  dataFolder: string,
  { name = 'GitHub', pulls = 60, repositories = 2, days = 120 }: GithubWorkspaceOptions = {},
): Promise<GithubSimulator> {
  const span = { startAt: Date.now() - days * day, spacingMs: (days * day) / Math.max(pulls, 1) }
  const simulator = await startGithubSimulator({ world: generateWorld({ pulls, repositories, ...span }) })
  const app = await openTestApplication(dataFolder)
  try {
    const form = {
      connectorId: 'github',
      settings: { url: simulator.url },
      credentials: { token: simulator.tokens.join(' ') },
    }
    const { jobId } = await connect(app.client, form, { name, syncNow: true })
    const { state, fault } = await settled(app.client, jobId)
    if (state !== 'FINISHED') throw new Error(`the sync ended as ${state}: ${fault?.hint}`)
    return simulator
  } catch (error) {
    await simulator.close()
    throw error
  } finally {
    await app.close()
  }
}
