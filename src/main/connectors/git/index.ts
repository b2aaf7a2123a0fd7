import { defineConnector } from '../sdk/connector.ts'
import { countTouched } from './count-touched.ts'
import { discover } from './discover.ts'
import { tokenOrigin } from './remote-url.ts'
import { GitCredentials, GitSettings } from './settings.ts'
import { type ReadSizes, readSizes } from './sizes.ts'
import { branches } from './streams/branches.ts'
import { commits } from './streams/commits.ts'
import { lineStats } from './streams/line-stats.ts'
import { repository } from './streams/repository.ts'
import { serviceCommits } from './streams/service-commits.ts'
import { tags } from './streams/tags.ts'
import { verify } from './verify.ts'

/** Repositories on this computer, and remote ones through a copy of them. */
export const createGitConnector = (sizes: ReadSizes) =>
  defineConnector<GitSettings, GitCredentials>({
    id: 'git',
    title: 'Git',
    description: 'Commits, tags, branches and line counts of Git repositories on this computer or at an address.',
    auth: ['none', 'token'],
    sourceNoun: { one: 'repository', many: 'repositories' },
    addLabel: 'Add repositories',
    settings: GitSettings,
    credentials: GitCredentials,
    secretsGoTo: ({ remotes }) => remotes.flatMap(remote => tokenOrigin(remote) ?? []),
    // Where a repository is said to be does not change what is in it.
    fingerprint: () => null,
    // Metrics are usable after all but the last; lines are counted last.
    streams: [repository, commits(sizes), serviceCommits(sizes), tags(sizes), branches(sizes), lineStats(sizes)],
    countTouched,
    verify,
    discover,
  })

export const git = createGitConnector(readSizes)
