import { WeirError } from '../../../shared/contract/weir-error.ts'
import { statusOf } from '../sdk/answer.ts'

/** What is wrong with one setting, for its field. */
export const invalid = (path: string, message: string, hint: string, cause?: unknown) =>
  new WeirError('settings.invalid', { hint, fields: [{ path, message }], cause })

export const noPrivateKey = () =>
  invalid(
    'credentials.privateKey',
    'Paste the private key',
    'A GitHub App is let in by its private key. Paste the text of its .pem file.',
  )

/** A fault of a token names its field, and which of several (from 1) it is; null for a single one. */
export function onToken(error: unknown, which: number | null): unknown {
  const token = which === null ? 'this token' : `token ${which}`
  return onField(error, 'credentials.token', `GitHub does not accept ${token}: check it, or make a new one`)
}

/** A fault of what a GitHub App shows to be itself: which of the id and the key is wrong, GitHub does not say. */
export const onApp = (error: unknown) =>
  onField(error, 'credentials.privateKey', 'GitHub does not accept this key for this App ID: check both')

/** A GitHub App that is known, but not installed there. */
export function onInstallation(error: unknown): unknown {
  if (statusOf(error) !== 404) return error
  return invalid(
    'settings.installationId',
    'The App has no such installation',
    'Install the App where the repositories are, and take the number that ends the address of the page it is configured on.',
    error,
  )
}

function onField(error: unknown, path: string, message: string): unknown {
  if (!(error instanceof WeirError) || !error.code.startsWith('auth.')) return error
  const { code, hint, details } = error
  return new WeirError(code, { hint, details, fields: [{ path, message }], cause: error })
}
