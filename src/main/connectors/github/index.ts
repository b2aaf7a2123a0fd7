import { type Connector, defineConnector, type Stream } from '../sdk/connector.ts'
import { discover } from './discover.ts'
import { endpointsOf } from './endpoints.ts'
import { historyStreams } from './history-streams.ts'
import { fingerprintOf, GithubCredentials, GithubSettings } from './settings.ts'
import type { GithubSizes } from './sizes.ts'
import { deployments } from './streams/deployments.ts'
import { issues } from './streams/issues.ts'
import { releases, tags } from './streams/lists.ts'
import { pullRequests } from './streams/pull-requests.ts'
import { repository } from './streams/repository.ts'
import { workflowRuns } from './streams/workflow-runs.ts'
import { unlessRefused } from './unless-refused.ts'
import { verify } from './verify.ts'

/** github.com and Enterprise Server: pull requests and all that happens around them; `clone` are the streams of a clone's history, where one may be made. */
export const createGithubConnector = (
  sizes: GithubSizes,
  clone: readonly Stream<GithubSettings, GithubCredentials>[] = [],
  countTouched?: Connector['countTouched'],
) =>
  defineConnector<GithubSettings, GithubCredentials>({
    id: 'github',
    title: 'GitHub',
    description:
      'Pull requests with reviews, issues, releases, deployments and workflow runs of github.com or Enterprise Server.',
    auth: ['token'],
    sourceNoun: { one: 'repository', many: 'repositories' },
    settings: GithubSettings,
    credentials: GithubCredentials,
    secretsGoTo: ({ url }) => [endpointsOf(url).origin, endpointsOf(url).web],
    fingerprint: fingerprintOf,
    streams: [
      repository(sizes),
      pullRequests(sizes),
      unlessRefused(deployments(sizes)),
      unlessRefused(releases(sizes)),
      unlessRefused(tags(sizes)),
      unlessRefused(issues(sizes)),
      unlessRefused(workflowRuns(sizes)),
      ...historyStreams(sizes, clone),
    ],
    ...(countTouched && { countTouched }),
    verify: verify(sizes),
    discover: discover(sizes),
  })
