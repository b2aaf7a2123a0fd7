import { git } from './git/index.ts'
import { github } from './github-with-clones.ts'
import { jira } from './jira/index.ts'
import type { Connector } from './sdk/connector.ts'

/** Every connector this version of Weir offers, in the catalogue's order. */
export const connectors: readonly Connector[] = [git, github, jira]

/** The connector with this id, or null. */
export function findConnector(id: string): Connector | null {
  return connectors.find(connector => connector.id === id) ?? null
}
