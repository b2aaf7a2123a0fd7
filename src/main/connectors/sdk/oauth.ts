import type { SignInSite } from '../../../shared/model/sign-in.ts'
import type { Http } from './http.ts'

/** The app a user signs in with. */
export interface OAuthClient {
  readonly id: string
  readonly secret: string
}

/** Origins: where users sign in and tokens are given, and where the API is. */
export interface OAuthHosts {
  readonly auth: string
  readonly api: string
}

/** A form as it stands, not parsed: a sign-in comes before what it finds can be chosen. */
export interface SignInForm {
  readonly settings: Readonly<Record<string, unknown>>
  readonly credentials: Readonly<Record<string, unknown>>
}

/**
 * How users of a connector sign in by OAuth 2.0: with a code, and refresh tokens that are good once. The site they choose is the
 * setting `site`.
 */
export interface OAuthProvider {
  /** Who is signed in to: `Atlassian`. */
  readonly title: string
  readonly hosts: OAuthHosts
  /** Where users make their app. */
  readonly consoleUrl: string
  /** The permissions the app needs. */
  readonly permissions: readonly string[]
  /** How users find them where they make the app. */
  readonly permissionsHint: string
  /** Asked for besides them, such as the scope that makes access last. */
  readonly furtherScopes: readonly string[]
  /** What the address to sign in at needs besides the standard's parameters. */
  readonly parameters: Readonly<Record<string, string>>
  /** The app of a form; null where it does not sign in this way. @throws WeirError `settings.invalid` naming what is missing. */
  client(form: SignInForm): OAuthClient | null
  /** The sites an access token reaches. */
  sites(http: Http, api: string, token: string): Promise<readonly SignInSite[]>
}

/** An access token and the origin of the API it is for. */
export interface AccessToken {
  readonly api: string
  readonly token: string
  readonly scopes: readonly string[]
  /** Epoch ms. */
  readonly expiresAt: number
}

/** An access token is replaced so long before it expires. */
export const renewedBeforeMs = 300_000

/**
 * Gives an access token that is good for minutes to come; `refused` is one the remote has not accepted.
 * @throws WeirError `auth.signed_out` when only the user can help, and the faults of the remote, the store and the vault.
 */
export type Access = (refused?: string) => Promise<AccessToken>
