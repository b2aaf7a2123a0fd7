import type { GitCredentials, GitSettings } from './git/settings.ts'
import type { ConnectorContext, SourceRef, Stream } from './sdk/connector.ts'

/** Where a data source's commits can be cloned from, the token that is shown there, and the certificates trusted besides. */
export interface Clone {
  readonly address: string
  readonly token: string
  readonly certificate: string
}

export interface CloneOptions<Settings> {
  /** Streams of the connector that come first. */
  readonly after: readonly string[]
  /** Whether the history is wanted. */
  wanted(settings: Settings): boolean
}

/**
 * Git's streams for a connector whose data sources are repositories that can be cloned: `cloneOf` says from where, null when the
 * history is not wanted. A copy is kept when its repository moves to another address.
 */
export function cloneStreams<Settings, Credentials>(
  streams: readonly Stream<GitSettings, GitCredentials>[],
  cloneOf: (context: ConnectorContext<Settings, Credentials>, source: SourceRef) => Promise<Clone | null>,
  { after, wanted }: CloneOptions<Settings>,
): readonly Stream<Settings, Credentials>[] {
  // Git's streams of one run share what they have found out, by their context; a token may end before the run does.
  const contexts = new WeakMap<object, ConnectorContext<GitSettings, Omit<Clone, 'address'>>>()
  const contextFor = (context: ConnectorContext<Settings, Credentials>, { address: _, ...access }: Clone) => {
    const known = contexts.get(context)
    if (known) Object.assign(known.credentials, access)
    const own = known ?? { ...context, settings: { folders: [], remotes: [] }, credentials: access }
    contexts.set(context, own)
    return own
  }
  return streams.map(({ fingerprint: _, ...stream }) => ({
    ...stream,
    wanted,
    dependsOn: [...(stream.dependsOn ?? []), ...after],
    async *read(context, input) {
      const clone = await cloneOf(context, input.source)
      if (clone === null) return
      const source = { ...input.source, externalId: clone.address, identity: input.source.externalId }
      yield* stream.read(contextFor(context, clone), { ...input, source })
    },
  }))
}
