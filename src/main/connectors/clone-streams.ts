import type { GitCredentials, GitSettings } from './git/settings.ts'
import type { ConnectorContext, SourceRef, Stream } from './sdk/connector.ts'

/** Where a data source's commits can be cloned from, and the token that is shown there. */
export interface Clone {
  readonly address: string
  readonly token: string
}

/**
 * Git's streams for a connector whose data sources are repositories that can be cloned: `cloneOf` says from where, null when the
 * history is not wanted. They come after the streams named in `after`.
 */
export function cloneStreams<Settings, Credentials>(
  streams: readonly Stream<GitSettings, GitCredentials>[],
  cloneOf: (context: ConnectorContext<Settings, Credentials>, source: SourceRef) => Promise<Clone | null>,
  after: readonly string[],
): readonly Stream<Settings, Credentials>[] {
  // Git's streams of one run share what they have found out, by their context; a token may end before the run does.
  const contexts = new WeakMap<object, ConnectorContext<GitSettings, { token: string }>>()
  const contextFor = (context: ConnectorContext<Settings, Credentials>, token: string) => {
    const known = contexts.get(context)
    if (known) known.credentials.token = token
    const own = known ?? { ...context, settings: { folders: [], remotes: [] }, credentials: { token } }
    contexts.set(context, own)
    return own
  }
  return streams.map(({ fingerprint: _, ...stream }) => ({
    ...stream,
    dependsOn: [...(stream.dependsOn ?? []), ...after],
    async *read(context, input) {
      const clone = await cloneOf(context, input.source)
      if (clone === null) return
      const source = { ...input.source, externalId: clone.address }
      yield* stream.read(contextFor(context, clone.token), { ...input, source })
    },
  }))
}
