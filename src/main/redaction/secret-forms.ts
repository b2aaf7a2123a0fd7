/** Shorter ones would blot out ordinary words. */
const leastLength = 4
/** Shorter ones are looked for as they are only: their encoded forms are too short to be told. */
const leastEncoded = 8

/** A connection's secrets, and their parts: a field may hold several, none of which may appear by itself. */
export const secretsIn = (credentials: Readonly<Record<string, string>>): readonly string[] =>
  Object.values(credentials).flatMap(secret => [secret, ...secret.split(/[\s,;]+/).filter(part => part.length >= 16)])

/** How a secret may appear in a text: as it is, in a URL, in JSON, and anywhere in what is encoded in base64. */
export function formsOf(secret: string): readonly string[] {
  if (secret.length < leastLength) return []
  if (secret.length < leastEncoded) return [secret]
  const json = JSON.stringify(secret).slice(1, -1)
  return [...new Set([secret, encodeURIComponent(secret), json, ...base64Of(Buffer.from(secret))])]
}

/** What is sure to be there wherever the bytes begin in an encoded text: without the characters their neighbours have a part in. */
function base64Of(bytes: Buffer): readonly string[] {
  return [0, 1, 2].flatMap(before => {
    const encoded = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64')
    const own = encoded.slice(before === 0 ? 0 : before + 1, Math.floor(((before + bytes.length) * 4) / 3))
    return [own, own.replaceAll('+', '-').replaceAll('/', '_')]
  })
}
