import type { z } from 'zod'
import { WeirError } from '../../shared/contract/weir-error.ts'
import type { Connector } from '../connectors/sdk/connector.ts'
import type { JobAssignment } from './messages.ts'

/**
 * The connection's settings and credentials as its connector wants them; credentials are null where it has none.
 * @throws WeirError `settings.invalid`, without any of the values.
 */
export function parseInputs(
  connector: Connector,
  assignment: JobAssignment,
): { readonly settings: unknown; readonly credentials: unknown } {
  const settings = connector.settings.safeParse(assignment.settings)
  if (!settings.success) throw invalid('settings', settings.error)
  if (connector.credentials === null) return { settings: settings.data, credentials: null }
  const credentials = connector.credentials.safeParse(assignment.credentials)
  if (!credentials.success) throw invalid('credentials', credentials.error)
  return { settings: settings.data, credentials: credentials.data }
}

const invalid = (form: 'settings' | 'credentials', error: z.ZodError) =>
  new WeirError('settings.invalid', {
    hint: "The connection's settings no longer fit its connector. Edit the connection and verify it again.",
    fields: error.issues.map(({ path, message }) => ({ path: [form, ...path].join('.'), message })),
  })
