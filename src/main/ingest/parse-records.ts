import type { z } from 'zod'
import type { Entity } from '../../shared/model/entities.ts'
import type { Stream } from '../connectors/sdk/connector.ts'

export interface Skipped {
  readonly record: unknown
  readonly reason: string
}

/**
 * A record as entities, or why it cannot be one. A record that does not parse, or that the mapping cannot make anything of,
 * never stops its stream.
 */
export function entitiesOf(stream: Stream, record: unknown): readonly Entity[] | Skipped {
  const parsed = stream.record?.safeParse(record)
  if (parsed?.success === false) return { record, reason: describe(parsed.error) }
  try {
    return stream.map(parsed ? parsed.data : record)
  } catch (error) {
    return { record, reason: error instanceof Error ? error.message : String(error) }
  }
}

/** Whether the entity was refused for what it holds (a missing or mistyped value), so that the others can go on. */
export function isRefusal(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && refusals.has(error.code)
}

const refusals: ReadonlySet<string> = new Set([
  'record.invalid',
  'SQLITE_CONSTRAINT_NOTNULL',
  'SQLITE_CONSTRAINT_DATATYPE',
  'SQLITE_CONSTRAINT_CHECK',
])

const describe = (error: z.ZodError) =>
  error.issues
    .slice(0, 3)
    .map(issue => `${issue.path.join('.') || 'record'}: ${issue.message}`)
    .join('; ')
