import type { z } from 'zod'
import { WeirError } from '../../shared/contract/weir-error.ts'
import { findConnector } from '../connectors/registry.ts'
import type { Connector } from '../connectors/sdk/connector.ts'

/** The connector with this id. @throws WeirError `rpc.not_found`. */
export function connectorById(id: string): Connector {
  const connector = findConnector(id)
  if (connector) return connector
  throw new WeirError('rpc.not_found', {
    hint: 'This version of Weir has no such connector.',
    details: { connectorId: id },
  })
}

/** Parses a form by the connector's schema. @throws WeirError `settings.invalid` naming each field; `prefix` goes before their paths. */
export function parseForm<Value>(schema: z.ZodType<Value>, form: unknown, prefix: 'settings' | 'credentials'): Value {
  const parsed = schema.safeParse(form)
  if (parsed.success) return parsed.data
  throw new WeirError('settings.invalid', {
    hint: 'Some settings need your attention.',
    fields: parsed.error.issues.map(issue => ({ path: [prefix, ...issue.path].join('.'), message: issue.message })),
  })
}
