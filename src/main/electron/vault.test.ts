import { expect, test } from 'vitest'
import { createSafeStorageVault } from './vault.ts'

/** A key store as Electron presents one: the sealed text is the plain one turned around behind the key's number. */
function openKeyStore(backend: 'gnome_libsecret' | 'kwallet6' | 'basic_text' | 'unknown' = 'gnome_libsecret') {
  const store = { backend, key: 1, available: true, failure: null as Error | null }
  const turned = (text: string) => [...text].reverse().join('')
  const storage = {
    getSelectedStorageBackend: () => store.backend,
    isAsyncEncryptionAvailable: async () => store.available,
    encryptStringAsync: async (plain: string) => Buffer.from(`${store.key}${turned(plain)}`),
    async decryptStringAsync(sealed: Buffer) {
      if (store.failure) throw store.failure
      const text = sealed.toString()
      return { result: turned(text.slice(1)), shouldReEncrypt: text[0] !== String(store.key) }
    },
  }
  return { store, vault: createSafeStorageVault(storage, 'linux') }
}

test('a sealed secret is not the plain one and opens to it', async () => {
  const { vault } = openKeyStore()
  const secret = await vault.seal('token')
  expect(secret.keyId).toBe('safe-storage:gnome_libsecret')
  expect(secret.sealed.toString()).not.toContain('token')
  expect(await vault.open(secret)).toEqual({ plain: 'token', resealed: null })
})

test('a secret comes back resealed when the key was rotated or the key store is another one', async () => {
  const { store, vault } = openKeyStore()
  const secret = await vault.seal('token')
  store.key = 2
  const rotated = await vault.open(secret)
  expect(rotated.plain).toBe('token')
  expect(rotated.resealed?.sealed.toString()).toBe('2nekot')
  store.key = 1
  store.backend = 'kwallet6'
  expect((await vault.open(secret)).resealed?.keyId).toBe('safe-storage:kwallet6')
})

test('without a key store nothing is sealed, and the vault says it is none', async () => {
  const { store, vault } = openKeyStore()
  expect(vault.kind).toBe('system')
  store.available = false
  await expect(vault.seal('token')).rejects.toMatchObject({ code: 'vault.unavailable' })
  expect(vault.kind).toBe('none')
  store.available = true
  await vault.seal('token')
  expect(vault.kind).toBe('system')
})

test('a locked key store can be tried again, an undecryptable or foreign secret has to be entered again', async () => {
  const { store, vault } = openKeyStore()
  const secret = await vault.seal('token')
  store.failure = new Error('safeStorage.decryptStringAsync is temporarily unavailable. Please try again.')
  await expect(vault.open(secret)).rejects.toMatchObject({ code: 'vault.locked' })
  store.failure = new Error('Error while decrypting the ciphertext provided to safeStorage.decryptStringAsync.')
  await expect(vault.open(secret)).rejects.toMatchObject({ code: 'vault.unavailable' })
  store.failure = null
  await expect(vault.open({ ...secret, keyId: 'key-file:1' })).rejects.toMatchObject({ code: 'vault.unavailable' })
})

test('a plain text backend is called what it is', () => {
  expect(openKeyStore('gnome_libsecret').vault.status().warning).toBeNull()
  expect(openKeyStore('basic_text').vault.status().warning).toContain('obscured')
  expect(openKeyStore('unknown').vault.status().warning).toContain('cannot tell')
})
