import type { z } from 'zod'

/** Who may call: a viewer only reads. */
export type Role = 'viewer' | 'admin'

export interface Method<Input extends z.ZodType = z.ZodType, Output extends z.ZodType = z.ZodType> {
  readonly kind: 'query' | 'command'
  readonly input: Input
  readonly output: Output
}

/** A method that only reads: it may be repeated at will. */
export function query<Input extends z.ZodType, Output extends z.ZodType>(input: Input, output: Output) {
  return { kind: 'query', input, output } as const satisfies Method
}

/** A method that changes something: it answers once the intent is recorded; the effect arrives as a push. Admins only. */
export function command<Input extends z.ZodType, Output extends z.ZodType>(input: Input, output: Output) {
  return { kind: 'command', input, output } as const satisfies Method
}
