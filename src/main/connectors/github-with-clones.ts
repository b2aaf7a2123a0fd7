import { cloneStreams } from './clone-streams.ts'
import { git } from './git/index.ts'
import { cloneOf } from './github/clone-of.ts'
import { createGithubConnector } from './github/index.ts'
import type { GithubSettings } from './github/settings.ts'
import { githubSizes } from './github/sizes.ts'

/** GitHub, with the histories of its repositories read from clones where the user lets it. */
export const github = createGithubConnector(
  githubSizes,
  cloneStreams(git.streams, cloneOf(githubSizes), {
    after: ['hosted_repository'],
    wanted: ({ history }: GithubSettings) => history === 'clone',
  }),
  git.countTouched,
)
