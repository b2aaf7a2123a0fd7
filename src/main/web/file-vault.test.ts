import { chmodSync, existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { assert, asyncProperty, string } from 'fast-check'
import { expect, test } from 'vitest'
import { openFileVault } from './file-vault.ts'
import { testFolder } from './test-support.ts'

const keyVault = (dataFolder: string) => openFileVault({ dataFolder, passphrase: false })
const passphraseVault = (dataFolder: string) => openFileVault({ dataFolder, passphrase: true })
const passphrase = 'correct horse'

test('what is sealed opens again, whatever it is, also after a restart', async () => {
  const folder = testFolder()
  await assert(
    asyncProperty(string({ unit: 'binary' }), async plain => {
      const secret = await keyVault(folder).seal(plain)
      expect(await keyVault(folder).open(secret)).toEqual({ plain, resealed: null })
    }),
  )
})

test('the same text is never sealed the same way, and does not show', async () => {
  const vault = keyVault(testFolder())
  const [one, two] = [await vault.seal('s3cret'), await vault.seal('s3cret')]
  expect(one.sealed.equals(two.sealed)).toBe(false)
  expect(one.sealed.includes('s3cret')).toBe(false)
})

test('the key is made when it is first needed, for its owner alone', async () => {
  const folder = testFolder()
  const vault = keyVault(folder)
  expect(existsSync(join(folder, 'vault.key'))).toBe(false)
  const { keyId } = await vault.seal('x')
  const key = readFileSync(join(folder, 'vault.key'))
  expect({ length: key.length, mode: statSync(join(folder, 'vault.key')).mode & 0o777 }).toEqual({
    length: 32,
    mode: 0o600,
  })
  expect(keyId).toMatch(/^[0-9a-f]{16}$/)
  expect(key.toString('hex')).not.toContain(keyId)
})

test('a change of any byte is noticed', async () => {
  const vault = keyVault(testFolder())
  const { keyId, sealed } = await vault.seal('x')
  for (let index = 0; index < sealed.length; index++) {
    const changed = Buffer.from(sealed)
    changed.writeUInt8(changed.readUInt8(index) ^ 1, index)
    await expect(vault.open({ keyId, sealed: changed })).rejects.toMatchObject({ code: 'vault.unavailable' })
  }
  await expect(vault.open({ keyId, sealed: sealed.subarray(0, 20) })).rejects.toMatchObject({
    code: 'vault.unavailable',
  })
})

test('a lost key is not silently replaced for what it sealed', async () => {
  const folder = testFolder()
  const secret = await keyVault(folder).seal('x')
  rmSync(join(folder, 'vault.key'))
  await expect(keyVault(folder).open(secret)).rejects.toMatchObject({
    code: 'vault.unavailable',
    hint: expect.stringContaining('vault.key'),
  })
  expect(existsSync(join(folder, 'vault.key'))).toBe(false)
})

test('another folder’s key opens nothing', async () => {
  const secret = await keyVault(testFolder()).seal('x')
  const other = keyVault(testFolder())
  await other.seal('y')
  await expect(other.open(secret)).rejects.toMatchObject({
    code: 'vault.unavailable',
    details: { keyId: secret.keyId },
  })
})

test('a damaged key file is said and never overwritten', async () => {
  const folder = testFolder()
  writeFileSync(join(folder, 'vault.key'), 'short')
  await expect(keyVault(folder).seal('x')).rejects.toMatchObject({ code: 'vault.unavailable' })
  expect(readFileSync(join(folder, 'vault.key'), 'utf8')).toBe('short')
})

test.skipIf(process.platform === 'win32')('a key file others can read is tightened, and the user is told', async () => {
  const folder = testFolder()
  await keyVault(folder).seal('x')
  expect(keyVault(folder).status()).toEqual({ locked: false, warning: null })
  chmodSync(join(folder, 'vault.key'), 0o644)
  expect(keyVault(folder).status().warning).toContain('vault.key')
  expect(statSync(join(folder, 'vault.key')).mode & 0o777).toBe(0o600)
})

test('a passphrase vault is locked until the right passphrase', async () => {
  const folder = testFolder()
  const first = passphraseVault(folder)
  await expect(first.seal('x')).rejects.toMatchObject({ code: 'vault.locked' })
  await first.unlock(passphrase)
  const secret = await first.seal('x')

  const second = openFileVault({ dataFolder: folder, passphrase: false })
  expect([second.kind, second.status().locked]).toEqual(['passphrase', true])
  await expect(second.open(secret)).rejects.toMatchObject({ code: 'vault.locked' })
  await expect(second.unlock('wrong horse')).rejects.toMatchObject({
    code: 'settings.invalid',
    fields: [{ path: 'passphrase' }],
  })
  expect(second.status().locked).toBe(true)
  await second.unlock(passphrase)
  expect(await second.open(secret)).toEqual({ plain: 'x', resealed: null })
})

test('a new passphrase must not be short', async () => {
  const folder = testFolder()
  await expect(passphraseVault(folder).unlock('short')).rejects.toMatchObject({ code: 'settings.invalid' })
  expect(existsSync(join(folder, 'vault.json'))).toBe(false)
})

test('neither the passphrase nor the key is on the disk', async () => {
  const folder = testFolder()
  const vault = passphraseVault(folder)
  await vault.unlock(passphrase)
  const stored = readFileSync(join(folder, 'vault.json'), 'utf8')
  expect(stored).not.toContain(passphrase)
  expect(Object.keys(JSON.parse(stored)).sort()).toEqual([
    'blockSize',
    'cost',
    'kdf',
    'parallelization',
    'salt',
    'verifier',
    'version',
  ])
  expect(statSync(join(folder, 'vault.json')).mode & 0o777).toBe(0o600)
})

test('a wrong passphrase does not lock what was open', async () => {
  const vault = passphraseVault(testFolder())
  await vault.unlock(passphrase)
  await expect(vault.unlock('wrong horse')).rejects.toThrow()
  expect(vault.status().locked).toBe(false)
})

test('secrets of the key file are sealed anew once there is a passphrase', async () => {
  const folder = testFolder()
  const old = await keyVault(folder).seal('x')
  const vault = passphraseVault(folder)
  await vault.unlock(passphrase)
  const { plain, resealed } = await vault.open(old)
  expect(plain).toBe('x')
  expect(resealed && (await vault.open(resealed))).toEqual({ plain: 'x', resealed: null })
})

test('a damaged vault.json, or one that asks for the moon, is said', async () => {
  const folder = testFolder()
  await passphraseVault(folder).unlock(passphrase)
  const file = join(folder, 'vault.json')
  const stored = JSON.parse(readFileSync(file, 'utf8'))
  for (const broken of ['{', JSON.stringify({ ...stored, cost: 2 ** 30 }), JSON.stringify({ ...stored, salt: '' })]) {
    writeFileSync(file, broken)
    await expect(passphraseVault(folder).unlock(passphrase)).rejects.toMatchObject({ code: 'vault.unavailable' })
  }
})
