const secretName =
  /pass(word|phrase)?$|secret|token|credential|authorization|cookie|api[-_]?key|private[-_]?key|^sealed$|session[-_]?id/i
const deepest = 6
const redacted = '[redacted]'

/**
 * Facts fit for the log: values under a secret's name are left out, secrets inside texts (user and password of a URL, bearer and one-time
 * tokens) are blotted out, errors become plain objects with their causes.
 */
export function redactFacts(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return redactText(value)
  if (typeof value !== 'object' || value === null) return value
  if (depth >= deepest) return '[deeper]'
  if (value instanceof Error) return redactError(value, depth)
  if (value instanceof URL) return redactText(value.href)
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`
  if (Array.isArray(value)) return value.map(item => redactFacts(item, depth + 1))
  const entries = Object.entries(value)
  return Object.fromEntries(
    entries.map(([name, item]) => [name, secretName.test(name) ? redacted : redactFacts(item, depth + 1)]),
  )
}

/** A text without the secrets that can be told by their form. */
export const redactText = (text: string): string =>
  text
    .replace(/\b([a-z][a-z0-9+.-]*:\/\/)[^\s/@]+@/gi, `$1${redacted}@`)
    .replace(/\b(bearer|basic)\s+[\w.~+/=-]{8,}/gi, `$1 ${redacted}`)
    .replace(
      /\b((?:access_|refresh_|private_)?token|passphrase|password|secret|api_?key)(["']?\s*[=:]\s*["']?)[^\s"'&,;]+/gi,
      `$1$2${redacted}`,
    )

function redactError(error: Error, depth: number): unknown {
  const own = Object.fromEntries(Object.entries(error))
  return {
    name: error.name,
    message: redactText(error.message),
    stack: redactText(error.stack ?? ''),
    ...(redactFacts(own, depth + 1) as Record<string, unknown>),
    ...(error.cause !== undefined && { cause: redactFacts(error.cause, depth + 1) }),
  }
}
