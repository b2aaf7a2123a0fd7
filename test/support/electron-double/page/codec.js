// Carries what structured clone carries as text, on both sides: this file is also injected into the page, without its `export`.
// `special` may turn a value that cannot be cloned (a function, a promise) into a tag of its own.

export function encode(value, special = () => undefined) {
  return JSON.stringify(pack(value, special, new Set()))
}

export function decode(text, special = () => undefined) {
  return unpack(JSON.parse(text), special)
}

function pack(value, special, above) {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value
  if (typeof value === 'number')
    return Number.isFinite(value) && !Object.is(value, -0) ? value : ['number', String(value)]
  if (value === undefined) return ['undefined']
  if (typeof value === 'bigint') return ['bigint', String(value)]
  const tag = special(value)
  if (tag !== undefined) return tag
  if (typeof value !== 'object') throw new Error('An object could not be cloned.')
  if (above.has(value)) throw new Error('The double carries no circular objects.')
  const inside = new Set(above).add(value)
  const down = item => pack(item, special, inside)
  if (value instanceof Date) return ['date', value.getTime()]
  if (value instanceof Error) return ['error', value.name, value.message]
  if (value instanceof Map) return ['map', [...value].map(([key, item]) => [down(key), down(item)])]
  if (value instanceof Set) return ['set', [...value].map(down)]
  if (ArrayBuffer.isView(value)) return ['bytes', [...new Uint8Array(value.buffer, value.byteOffset, value.byteLength)]]
  if (Array.isArray(value)) return ['array', value.map(down)]
  if (Object.prototype.toString.call(value) !== '[object Object]') throw new Error('An object could not be cloned.')
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, down(item)]))
}

const errorKinds = { EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError }

function unpack(packed, special) {
  if (packed === null || typeof packed !== 'object') return packed
  const up = item => unpack(item, special)
  if (!Array.isArray(packed)) return Object.fromEntries(Object.entries(packed).map(([key, item]) => [key, up(item)]))
  const [tag, content, message] = packed
  switch (tag) {
    case 'number':
      return Number(content)
    case 'undefined':
      return undefined
    case 'bigint':
      return BigInt(content)
    case 'date':
      return new Date(content)
    case 'error':
      return new (errorKinds[content] ?? Error)(message)
    case 'map':
      return new Map(content.map(([key, item]) => [up(key), up(item)]))
    case 'set':
      return new Set(content.map(up))
    case 'bytes':
      return new Uint8Array(content)
    case 'array':
      return content.map(up)
    default:
      return special(tag, content)
  }
}
