import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathOf } from './paths.ts'
import { runtime } from './runtime.ts'
import { strict } from './surface.ts'

/** Which key store the desktop has: one of Electron's Linux backends, or `none`. */
const { ELECTRON_DOUBLE_KEY_STORE: backend = 'gnome_libsecret' } = process.env
const prefix = 'v11'

/** The key outlives the app, like one in a keyring. */
function key(): Buffer {
  const file = join(pathOf('userData'), 'electron-double.key')
  if (!existsSync(file)) writeFileSync(file, randomBytes(32), { mode: 0o600 })
  return readFileSync(file)
}

export const safeStorage = strict('SafeStorage', {
  isAsyncEncryptionAvailable: async () => runtime.ready && backend !== 'none',
  getSelectedStorageBackend: () => (runtime.ready && backend !== 'none' ? backend : 'unknown'),
  async encryptStringAsync(plain: string): Promise<Buffer> {
    requireKeyStore('encryptStringAsync')
    if (typeof plain !== 'string') throw new TypeError('Error processing argument at index 0, conversion failure')
    const iv = randomBytes(12)
    const cipher = createCipheriv('aes-256-gcm', key(), iv)
    const sealed = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
    return Buffer.concat([Buffer.from(prefix), iv, cipher.getAuthTag(), sealed])
  },
  async decryptStringAsync(encrypted: Buffer): Promise<{ result: string; shouldReEncrypt: boolean }> {
    requireKeyStore('decryptStringAsync')
    if (!Buffer.isBuffer(encrypted))
      throw new TypeError('Expected the first argument of decryptStringAsync() to be a buffer')
    const failed = 'Error while decrypting the ciphertext provided to safeStorage.decryptStringAsync.'
    if (encrypted.subarray(0, 3).toString() !== prefix) throw new Error(failed)
    try {
      const decipher = createDecipheriv('aes-256-gcm', key(), encrypted.subarray(3, 15))
      decipher.setAuthTag(encrypted.subarray(15, 31))
      const result = Buffer.concat([decipher.update(encrypted.subarray(31)), decipher.final()]).toString('utf8')
      return { result, shouldReEncrypt: false }
    } catch (cause) {
      throw new Error(failed, { cause })
    }
  },
})

function requireKeyStore(call: string): void {
  if (!runtime.ready) throw new Error('safeStorage cannot be used before app is ready')
  if (backend === 'none') throw new Error(`Error in safeStorage.${call}: encryption is not available.`)
}
