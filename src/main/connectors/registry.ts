import { git } from './git/index.ts'
import { jira } from './jira/index.ts'
import type { Connector } from './sdk/connector.ts'

/** Every connector this version of Weir has, in the catalogue's order. */
export const connectors: readonly Connector[] = [git, jira]

/** The connector with this id, or null. */
export function findConnector(id: string): Connector | null {
  return connectors.find(connector => connector.id === id) ?? null
}
