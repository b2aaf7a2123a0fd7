import { z } from 'zod'

/**
 * Choices as a query of the address bar: a text as it is, everything else as JSON. What is as it is at first is left out, but for the
 * first choice: a query always tells something.
 */
export function queryOf<Choices extends object>(choices: Choices, initial: Choices): string {
  const usual = new Map(Object.entries(initial).map(([name, value]) => [name, textOf(value)]))
  const told = Object.entries(choices).map(([name, value]) => [name, textOf(value)] as const)
  return new URLSearchParams(
    told.filter(([name, text], i) => i === 0 || text !== usual.get(name)).map(([name, text]) => [name, text]),
  ).toString()
}

/** The choices a query tells; those it does not tell, or not as they should be, are as at first. Null: it tells none. */
export function choicesIn<Choices extends object>(
  query: string,
  schema: z.ZodType<Choices> & { readonly shape: z.ZodRawShape },
  initial: Choices,
): Choices | null {
  const fields = new Map(Object.entries(schema.shape))
  const told = [...new URLSearchParams(query)].flatMap(([name, text]) => {
    const field = fields.get(name)
    const value = readValue(text)
    return field && z.safeParse(field, value).success ? [[name, value]] : []
  })
  return told.length === 0 ? null : schema.parse({ ...initial, ...Object.fromEntries(told) })
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))

function readValue(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
