import { WeirError } from '../../../shared/contract/weir-error.ts'
import type { Remote } from './remote.ts'

/** What is wrong with one setting, for its field. */
export const invalid = (path: string, message: string, hint: string, cause?: unknown) =>
  new WeirError('settings.invalid', { hint, fields: [{ path, message }], cause })

/** A fault of the credentials names their field. */
export function onToken(error: unknown, remote: Remote): unknown {
  if (!(error instanceof WeirError) || error.code !== 'auth.rejected') return error
  const { hint, details } = error
  const message = remote.cloud
    ? 'Jira does not accept this token with this e-mail: check both, or make a new token'
    : 'Jira does not accept this token: check it, or make a new one'
  const fields = [{ path: 'credentials.token', message }]
  return new WeirError('auth.rejected', { hint, details, fields, cause: error })
}
