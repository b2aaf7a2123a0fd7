import type { z } from 'zod'
import { WeirError } from '../../../shared/contract/weir-error.ts'

/** An answer as it was asked for. @throws WeirError `remote.rejected` when it has another form. */
export function answerOf<Answer>(schema: z.ZodType<Answer>, body: unknown, title: string, path: string): Answer {
  const parsed = schema.safeParse(body)
  if (parsed.success) return parsed.data
  const problems = parsed.error.issues.map(issue => `${issue.path.join('.')}: ${issue.message}`)
  throw strangeAnswer(title, path, problems.slice(0, 3).join('; '))
}

/** The fault of an answer that has another form than the one asked for. */
export const strangeAnswer = (title: string, path: string, problem: string) =>
  new WeirError('remote.rejected', {
    hint: `${title} answered in a form Weir does not know. Check the address and the product; if it persists, report it.`,
    details: { path, problem },
  })

/** The HTTP status behind a fault; null for others. */
export function statusOf(error: unknown): number | null {
  const status = error instanceof WeirError ? error.details['status'] : null
  return typeof status === 'number' ? status : null
}
