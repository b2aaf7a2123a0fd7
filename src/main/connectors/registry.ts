import { cloneStreams } from './clone-streams.ts'
import { git } from './git/index.ts'
import { cloneOf } from './github/clone-of.ts'
import { createGithubConnector } from './github/index.ts'
import type { GithubSettings } from './github/settings.ts'
import { githubSizes } from './github/sizes.ts'
import { jira } from './jira/index.ts'
import type { Connector } from './sdk/connector.ts'

const github = createGithubConnector(
  githubSizes,
  cloneStreams(git.streams, cloneOf(githubSizes), {
    after: ['hosted_repository'],
    wanted: ({ history }: GithubSettings) => history === 'clone',
  }),
  git.countTouched,
)

/** Every connector this version of Weir offers, in the catalogue's order. */
export const connectors: readonly Connector[] = [git, github, jira]

/** The connector with this id, or null. */
export function findConnector(id: string): Connector | null {
  return connectors.find(connector => connector.id === id) ?? null
}
