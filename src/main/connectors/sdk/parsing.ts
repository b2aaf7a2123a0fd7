import type { z } from 'zod'

/** A map over records that are not parsed yet. One that cannot be parsed throws what is wrong with it. */
export const parsing =
  <Item, Result>(schema: z.ZodType<Item>, map: (item: Item) => Result) =>
  (record: unknown): Result => {
    const parsed = schema.safeParse(record)
    if (parsed.success) return map(parsed.data)
    const problems = parsed.error.issues
      .slice(0, 3)
      .map(issue => `${issue.path.join('.') || 'record'}: ${issue.message}`)
    throw new Error(problems.join('; '))
  }
