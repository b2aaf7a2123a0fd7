import { WeirError } from '../../../shared/contract/weir-error.ts'

/** Only the user can help: he signs in again. */
export const signedOut = (hint: string, cause?: unknown): WeirError =>
  new WeirError('auth.signed_out', { hint, fields: [{ path: 'settings.site', message: 'Sign in again' }], cause })

/** The app he signs in with is not the one the remote knows. */
export const wrongApp = (title: string, cause?: unknown): WeirError =>
  new WeirError('auth.rejected', {
    hint: `${title} does not accept this client ID with this secret. Copy both again from the settings of your app.`,
    fields: [{ path: 'credentials.clientSecret', message: `${title} does not accept it with this client ID` }],
    cause,
  })
