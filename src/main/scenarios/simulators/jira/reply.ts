import { ok, type SimReply } from '../shared/reply.ts'

export const refuse = (status: number, message: string): SimReply => ({
  status,
  body: { errorMessages: [message], errors: {} },
})

export const numberIn = (value: unknown, fallback: number) => {
  const number = Number(value ?? fallback)
  return Number.isFinite(number) ? number : fallback
}

/** A page of a list in the `values` form. */
export function valuesPage(all: readonly unknown[], query: URLSearchParams, limit: number): SimReply {
  const startAt = numberIn(query.get('startAt'), 0)
  const maxResults = Math.min(numberIn(query.get('maxResults'), 50), limit)
  const values = all.slice(startAt, startAt + maxResults)
  return ok({ startAt, maxResults, total: all.length, isLast: startAt + values.length >= all.length, values })
}

export const textList = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.map(String) : typeof value === 'string' && value !== '' ? value.split(',') : []
