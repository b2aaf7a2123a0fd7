import type { SourceRef } from '../sdk/connector.ts'
import { type GithubContext, remoteOf } from './remote.ts'
import { placeOf } from './repository-place.ts'
import type { GithubSizes } from './sizes.ts'

/**
 * Where a repository's commits are cloned from, if the settings allow it. The address is made here: GitHub's word for it could name
 * another host, and the token is sent there.
 */
export const cloneOf =
  (sizes: GithubSizes) =>
  async (
    context: GithubContext,
    source: SourceRef,
  ): Promise<{ readonly address: string; readonly token: string; readonly certificate: string } | null> => {
    if (context.settings.history !== 'clone') return null
    const remote = remoteOf(context, sizes)
    const { owner, name } = await placeOf(remote, source)
    const [key] = remote.keys
    if (!key) throw new Error('There are no keys')
    const { certificate } = context.settings
    return { address: `${remote.endpoints.web}/${owner}/${name}.git`, token: await key.token(), certificate }
  }
