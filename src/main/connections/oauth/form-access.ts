import type { Access, OAuthClient, OAuthProvider } from '../../connectors/sdk/oauth.ts'
import { mergeSecrets, type Secrets } from '../credentials.ts'
import type { VerificationForm } from '../verifications.ts'
import type { ConnectionGrants } from './connection-grants.ts'
import { type SignIns, wrongSite } from './sign-ins.ts'

export interface FormAccess {
  readonly settings: VerificationForm['settings']
  /** Absent where the form does not sign in. */
  readonly access?: Access
}

/**
 * How a form's connection is read where its users sign in: by a new sign-in, whose site then comes from the remote, or by the one
 * the connection has. @throws WeirError `settings.invalid` when there is neither, or it is another app's.
 */
export async function accessOfForm(
  form: VerificationForm,
  known: Secrets,
  provider: OAuthProvider | null,
  { signIns, grants }: { readonly signIns: SignIns; readonly grants: ConnectionGrants },
): Promise<FormAccess> {
  const { settings, connectionId, signInId } = form
  const client = provider?.client({ settings, credentials: mergeSecrets(known, form.credentials) }) ?? null
  if (client === null) return { settings }
  if (signInId !== null) {
    const { access, site } = signIns.use(signInId, client, siteId(settings['site']))
    return { settings: { ...settings, site }, access }
  }
  const own = connectionId === null ? null : await grants.client(connectionId)
  if (connectionId === null || own === null) throw wrongSite('Sign in first')
  if (!isSame(own, client)) throw wrongSite('The client ID or the secret has changed: sign in again')
  return { settings, access: refused => grants.access(connectionId, refused) }
}

const isSame = (one: OAuthClient, other: OAuthClient) => one.id === other.id && one.secret === other.secret

const siteId = (site: unknown) => (typeof site === 'object' && site !== null && 'id' in site ? site.id : null)
