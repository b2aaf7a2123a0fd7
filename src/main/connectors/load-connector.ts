import type { Connector } from './sdk/connector.ts'

/** The connectors of the registry, each in a module of its own. */
const modules: ReadonlyMap<string, () => Promise<Connector>> = new Map([
  ['git', async (): Promise<Connector> => (await import('./git/index.ts')).git],
  ['github', async () => (await import('./github-with-clones.ts')).github],
  ['jira', async () => (await import('./jira/index.ts')).jira],
])

/** The connector with this id and no other: a job's thread starts sooner for it, and takes less memory. Null for one that is not known. */
export async function loadConnector(id: string): Promise<Connector | null> {
  return (await modules.get(id)?.()) ?? null
}
