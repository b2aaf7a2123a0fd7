import githubAppJwt from 'universal-github-app-jwt'
import { z } from 'zod'
import { WeirError } from '../../../shared/contract/weir-error.ts'
import { Instant } from '../sdk/instant.ts'
import { endpointsOf } from './endpoints.ts'
import { httpOptions } from './http-options.ts'
import { createOctokit, dataOf, type GithubOctokit } from './octokit.ts'
import type { GithubContext } from './remote.ts'
import { privateKeyOf } from './settings.ts'
import { noPrivateKey } from './wrong-settings.ts'

/**
 * GitHub as the App itself is let in there: by a token signed with its key, good for ten minutes. Without `@octokit/auth-app`: by that, two
 * Apps of different servers whose installations have the same number would be given one token, and its clock and waits are its own.
 * @throws WeirError `settings.invalid` without a key, `auth.rejected` for one that cannot be used.
 */
export async function octokitOfApp(context: GithubContext): Promise<GithubOctokit> {
  const { http, settings } = context
  const client = http.open({ ...httpOptions(settings, await appToken(context)), limitsOf: 'app' })
  return createOctokit(endpointsOf(settings.url), client.send)
}

async function appToken({ settings, credentials, now }: GithubContext): Promise<string> {
  const privateKey = privateKeyOf(credentials)
  if (privateKey === null) throw noPrivateKey()
  try {
    const signed = await githubAppJwt({ id: settings.appId, privateKey, now: Math.floor(now() / 1000) })
    return signed.token
  } catch (cause) {
    throw new WeirError('auth.rejected', {
      hint: 'The private key of the GitHub App cannot be used. Paste the text of its .pem file again.',
      fields: [{ path: 'credentials.privateKey', message: 'Not a usable private key' }],
      cause,
    })
  }
}

const InstallationToken = z.object({ token: z.string(), expires_at: Instant })

/** A token for the App's installation, and when it expires (epoch ms). */
export async function installationToken(
  context: GithubContext,
): Promise<{ readonly token: string; readonly expiresAt: number }> {
  const octokit = await octokitOfApp(context)
  const { token, expires_at } = await dataOf(
    InstallationToken,
    octokit.request('POST /app/installations/{installation_id}/access_tokens', {
      installation_id: Number(context.settings.installationId),
    }),
  )
  return { token, expiresAt: expires_at }
}
