import { randomBytes, scrypt } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { z } from 'zod'
import { WeirError } from '../../shared/contract/weir-error.ts'
import { writePrivateFile } from './private-file.ts'
import { keyLength, openText, type SealingKey, sealingKey, sealText } from './seal.ts'

const base64 = z.string().transform(text => Buffer.from(text, 'base64'))

/** How the key is made from the passphrase, and a text sealed with it, by which a wrong passphrase is known. */
const PassphraseFile = z.object({
  version: z.literal(1),
  kdf: z.literal('scrypt'),
  cost: z.union([2 ** 15, 2 ** 16, 2 ** 17, 2 ** 18].map(cost => z.literal(cost))),
  blockSize: z.literal(8),
  parallelization: z.int().min(1).max(8),
  salt: base64.refine(salt => salt.length >= 16),
  verifier: base64,
})
type PassphraseFile = z.output<typeof PassphraseFile>

const verifierText = 'weir'
// 64 MB for about a third of a second.
const parameters = { version: 1, kdf: 'scrypt', cost: 2 ** 16, blockSize: 8, parallelization: 2 } as const

export const hasPassphraseFile = (file: string): boolean => existsSync(file)

/** Sets the passphrase for the first time. @throws WeirError `vault.unavailable` when the file cannot be written. */
export async function createPassphraseFile(file: string, passphrase: string): Promise<SealingKey> {
  const salt = randomBytes(32)
  const key = await deriveKey({ ...parameters, salt }, passphrase)
  const verifier = sealText(key, verifierText).toString('base64')
  try {
    writePrivateFile(file, JSON.stringify({ ...parameters, salt: salt.toString('base64'), verifier }))
  } catch (cause) {
    throw new WeirError('vault.unavailable', { hint: 'The data folder cannot be written to.', cause })
  }
  return key
}

/** The key of a right passphrase, else null. @throws WeirError `vault.unavailable` when the file is unusable. */
export async function readPassphraseFile(file: string, passphrase: string): Promise<SealingKey | null> {
  const stored = parse(file)
  const key = await deriveKey(stored, passphrase)
  return openText(key, stored.verifier) === verifierText ? key : null
}

function parse(file: string): PassphraseFile {
  try {
    return PassphraseFile.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch (cause) {
    const hint = 'vault.json is damaged. Restore it from a backup, or delete it and enter the credentials again.'
    throw new WeirError('vault.unavailable', { hint, cause })
  }
}

function deriveKey(
  { cost, blockSize, parallelization, salt }: Omit<PassphraseFile, 'verifier'>,
  passphrase: string,
): Promise<SealingKey> {
  const maxmem = 256 * cost * blockSize
  return new Promise((resolve, reject) => {
    const options = { cost, blockSize, parallelization, maxmem }
    scrypt(passphrase.normalize('NFKC'), salt, keyLength, options, (error, bytes) =>
      error ? reject(error) : resolve(sealingKey(bytes)),
    )
  })
}
