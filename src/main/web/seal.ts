import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'

/** A 256-bit key and the short name by which sealed secrets refer to it. */
export interface SealingKey {
  readonly id: string
  readonly bytes: Buffer
}

const algorithm = 'aes-256-gcm'
const version = 1
const nonceLength = 12
const tagLength = 16
export const keyLength = 32

/** The key with its id: a hash of the key, which tells nothing about it. */
export const sealingKey = (bytes: Buffer): SealingKey => ({
  id: createHash('sha256').update('weir-vault-key').update(bytes).digest('hex').slice(0, 16),
  bytes,
})

/** A version byte, a nonce of 96 random bits, the tag, the ciphertext. The key's id is authenticated with it. */
export function sealText(key: SealingKey, plain: string): Buffer {
  const nonce = randomBytes(nonceLength)
  const cipher = createCipheriv(algorithm, key.bytes, nonce, { authTagLength: tagLength }).setAAD(associated(key))
  const text = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
  return Buffer.concat([Buffer.of(version), nonce, cipher.getAuthTag(), text])
}

/** The text, or null when it was sealed otherwise, by another key, or changed since. */
export function openText(key: SealingKey, sealed: Buffer): string | null {
  if (sealed.length < 1 + nonceLength + tagLength || sealed[0] !== version) return null
  const nonce = sealed.subarray(1, 1 + nonceLength)
  const tag = sealed.subarray(1 + nonceLength, 1 + nonceLength + tagLength)
  const text = sealed.subarray(1 + nonceLength + tagLength)
  const decipher = createDecipheriv(algorithm, key.bytes, nonce, { authTagLength: tagLength })
    .setAAD(associated(key))
    .setAuthTag(tag)
  try {
    return Buffer.concat([decipher.update(text), decipher.final()]).toString('utf8')
  } catch {
    return null
  }
}

const associated = (key: SealingKey) => Buffer.from(`weir-vault:${version}:${key.id}`)
