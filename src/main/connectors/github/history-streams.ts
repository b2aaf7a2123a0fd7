import { z } from 'zod'
import type { Stream } from '../sdk/connector.ts'
import { type GithubCredentials, type GithubSettings, historyFingerprint } from './settings.ts'
import type { GithubSizes } from './sizes.ts'
import { commitHistory } from './streams/commit-history.ts'
import { historyBranches, historyTags } from './streams/history-refs.ts'

type GithubStream = Stream<GithubSettings, GithubCredentials>

/** The streams of the commit history, each read by the way the settings name: of a clone, or through the API. */
export function historyStreams(sizes: GithubSizes, clone: readonly GithubStream[]): readonly GithubStream[] {
  const api: readonly GithubStream[] = [commitHistory(sizes), historyTags(sizes), historyBranches()]
  const namesOf = (streams: readonly GithubStream[]) => streams.map(({ name }) => name)
  const cloneOnly = clone.filter(({ name }) => !namesOf(api).includes(name))
  return [
    ...cloneOnly.filter(({ name }) => name === 'repository'),
    ...api.map(stream =>
      eitherWay(
        stream,
        clone.find(({ name }) => name === stream.name),
      ),
    ),
    ...cloneOnly.filter(({ name }) => name !== 'repository'),
  ].map(stream => ({ ...stream, fingerprint: historyFingerprint }))
}

/** Both make the same rows. When the way changes, the reading starts afresh, and what the other way does not know is gone at its end. */
function eitherWay(api: GithubStream, clone: GithubStream | undefined): GithubStream {
  if (clone === undefined) return api
  return {
    ...api,
    cursor: z.union([api.cursor, clone.cursor]),
    dependsOn: [...new Set([...(api.dependsOn ?? []), ...(clone.dependsOn ?? [])])],
    read: (context, input) => (context.settings.history === 'clone' ? clone : api).read(context, input),
  }
}
