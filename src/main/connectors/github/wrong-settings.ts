import { WeirError } from '../../../shared/contract/weir-error.ts'
import { statusOf } from '../sdk/answer.ts'
import type { GithubSettings } from './settings.ts'

/** What is wrong with one setting, for its field. */
export const invalid = (path: string, message: string, hint: string, cause?: unknown) =>
  new WeirError('settings.invalid', { hint, fields: [{ path, message }], cause })

export const noPrivateKey = () =>
  invalid(
    'credentials.privateKey',
    'Paste the private key',
    'A GitHub App is let in by its private key. Paste the text of its .pem file.',
  )

/** A fault of what is at the address, or of the way there, names the field it is cured in. github.com has none for that. */
export function onAddress(error: unknown, { url, product }: GithubSettings): unknown {
  if (!(error instanceof WeirError)) return error
  const { code, hint, details } = error
  if (code === 'remote.rejected') {
    const status = statusOf(error) ?? 200
    if (status >= 300 && status < 400) return invalid('settings.url', 'It sends on to another address', hint, error)
    return invalid(
      'settings.url',
      'There is no GitHub here',
      `There is no GitHub at ${url}. Give the address as in the browser: that of your Enterprise Server, or of your enterprise on ghe.com.`,
      error,
    )
  }
  if (code !== 'remote.unreachable' || product === 'github.com') return error
  const field = details['untrusted'] === true ? certificateField : addressField
  return new WeirError(code, { hint, details, fields: [field], cause: error })
}

const certificateField = {
  path: 'settings.certificate',
  message: "Nobody this computer trusts issued the server's certificate: paste that of your own CA",
}
const addressField = { path: 'settings.url', message: 'It cannot be reached' }

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
