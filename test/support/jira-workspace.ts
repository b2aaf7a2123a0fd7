import { generateWorld } from '../../src/main/scenarios/simulators/jira/generated-world.ts'
import {
  type JiraSimulator,
  type SimulatorOptions,
  startJiraSimulator,
} from '../../src/main/scenarios/simulators/jira/simulator.ts'
import type { Client } from '../../src/shared/contract/client.ts'
import type { ConnectionSummary } from '../../src/shared/model/connection.ts'
import { type ConnectionForm, connect, settled } from './client-steps.ts'
import { openTestApplication, type TestApplication, type TestApplicationOptions } from './test-application.ts'

export interface JiraSiteOptions extends Partial<SimulatorOptions> {
  /** How many issues in all (60), in how many projects (2), created over how many days until now (120). */
  readonly issues?: number
  readonly projects?: number
  readonly days?: number
  /** Histories per issue, on average (12). */
  readonly changes?: number
  readonly seed?: number
}

export interface JiraWorkspaceOptions extends JiraSiteOptions {
  /** The connection's name: "Jira". */
  readonly name?: string
  /** Further settings of the connection. */
  readonly settings?: Readonly<Record<string, unknown>>
  /** Starts the threads from the bundles in `out`, as `openTestApplication` does. */
  readonly bundledThreads?: TestApplicationOptions['bundledThreads']
}

export interface JiraWorkspace {
  readonly app: TestApplication
  readonly simulator: JiraSimulator
  readonly connection: ConnectionSummary
  close(): Promise<void>
}

const day = 24 * 3_600_000

/** A simulated Jira, Cloud unless told otherwise, whose issues have come in evenly until now: the newest are in progress. */
export function startJiraSite(options: JiraSiteOptions = {}): Promise<JiraSimulator> {
  const { issues = 60, projects = 2, days = 120, changes = 12, seed = 1, product = 'cloud', ...rest } = options
  const endAt = Date.now()
  const life = { startAt: endAt - days * day, spacingMs: (days * day) / issues, endAt }
  const world = generateWorld({ issues, projects, changes, seed, ...life })
  return startJiraSimulator({ product, world, ...rest })
}

/** What is entered to connect a simulated Jira. */
export function jiraForm({ product, url, credentials }: JiraSimulator, settings: object = {}): ConnectionForm {
  const email = product === 'cloud' ? credentials.email : ''
  return {
    connectorId: 'jira',
    settings: { product, url, email, ...settings },
    credentials: { token: credentials.token },
  }
}

/** Adds a connection to the projects of a simulated Jira and syncs them. */
export async function connectJira(
  client: Client,
  simulator: JiraSimulator,
  { name = 'Jira', settings = {} }: Pick<JiraWorkspaceOptions, 'name' | 'settings'> = {},
): Promise<ConnectionSummary> {
  const take = ({ kind }: { readonly kind: string }) => kind === 'project'
  const connection = await connect(client, jiraForm(simulator, settings), { name, take, syncNow: true })
  const { state, fault } = await settled(client, connection.jobId)
  if (state !== 'FINISHED') throw new Error(`the sync ended as ${state}: ${fault?.hint}`)
  return connection
}

/** The application on a data folder, with a synced connection to a Jira simulated in this process. */
export async function openJiraWorkspace(
  dataFolder: string,
  options: JiraWorkspaceOptions = {},
): Promise<JiraWorkspace> {
  const { name, settings, bundledThreads, ...site } = options
  const simulator = await startJiraSite(site)
  const app = await openTestApplication(dataFolder, { ...(bundledThreads !== undefined && { bundledThreads }) })
  const close = async () => {
    await app.close()
    await simulator.close()
  }
  try {
    const connection = await connectJira(app.client, simulator, {
      ...(name !== undefined && { name }),
      ...(settings !== undefined && { settings }),
    })
    return { app, simulator, connection, close }
  } catch (error) {
    await close()
    throw error
  }
}

/** Leaves a synced Jira connection in a data folder, for a shell to be started on. The simulator goes on: close it. */
export async function makeJiraWorkspace(
  dataFolder: string,
  options: JiraWorkspaceOptions = {},
): Promise<JiraSimulator> {
  const { app, simulator } = await openJiraWorkspace(dataFolder, options)
  await app.close()
  return simulator
}
