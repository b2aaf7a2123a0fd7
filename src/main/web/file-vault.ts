import { join } from 'node:path'
import { WeirError } from '../../shared/contract/weir-error.ts'
import type { SealedSecret, Vault } from '../ports.ts'
import { createKeyFile, readKeyFile, tightenKeyFile } from './key-file.ts'
import { createPassphraseFile, hasPassphraseFile, readPassphraseFile } from './passphrase-file.ts'
import { openText, type SealingKey, sealText } from './seal.ts'

export interface FileVaultOptions {
  readonly dataFolder: string
  /** Whether a passphrase is wanted; a folder that has one already keeps it. */
  readonly passphrase: boolean
}

const shortestPassphrase = 8

/** The vault of a shell without a system key store: sealed by a key file, or by a passphrase that the machine does not hold. */
export function openFileVault({ dataFolder, passphrase }: FileVaultOptions): Vault {
  const keyFile = join(dataFolder, 'vault.key')
  const passphraseFile = join(dataFolder, 'vault.json')
  const warning = tightenKeyFile(keyFile)
  return passphrase || hasPassphraseFile(passphraseFile)
    ? passphraseVault(passphraseFile, keyFile, warning)
    : keyFileVault(keyFile, warning)
}

function keyFileVault(keyFile: string, warning: string | null): Vault {
  let known: SealingKey | null = null
  const key = () => {
    known ??= readKeyFile(keyFile)
    return known
  }
  return {
    kind: 'key-file',
    status: () => ({ locked: false, warning }),
    async unlock() {},
    // The key is made when there is something to seal: looking at a folder leaves nothing behind.
    async seal(plain) {
      known = key() ?? createKeyFile(keyFile)
      return sealWith(known, plain)
    },
    async open(secret) {
      return { plain: openWith(key(), secret), resealed: null }
    },
  }
}

function passphraseVault(passphraseFile: string, keyFile: string, warning: string | null): Vault {
  let key: SealingKey | null = null
  const unlocked = () => {
    if (key) return key
    throw new WeirError('vault.locked', { hint: 'Enter the passphrase of this data folder to unlock its credentials.' })
  }
  return {
    kind: 'passphrase',
    status: () => ({ locked: key === null, warning }),
    async unlock(passphrase) {
      if (hasPassphraseFile(passphraseFile)) key = (await readPassphraseFile(passphraseFile, passphrase)) ?? wrong()
      else key = await createPassphraseFile(passphraseFile, longEnough(passphrase))
    },
    async seal(plain) {
      return sealWith(unlocked(), plain)
    },
    async open(secret) {
      const current = unlocked()
      if (secret.keyId === current.id) return { plain: openWith(current, secret), resealed: null }
      // Sealed before there was a passphrase.
      const plain = openWith(readKeyFile(keyFile), secret)
      return { plain, resealed: sealWith(current, plain) }
    },
  }
}

const sealWith = (key: SealingKey, plain: string): SealedSecret => ({ keyId: key.id, sealed: sealText(key, plain) })

function openWith(key: SealingKey | null, { keyId, sealed }: SealedSecret): string {
  if (key?.id !== keyId)
    throw new WeirError('vault.unavailable', {
      hint: 'The key this credential was sealed with is not here. Put the old vault.key back, or enter the credential again.',
      details: { keyId },
    })
  const plain = openText(key, sealed)
  if (plain !== null) return plain
  throw new WeirError('vault.unavailable', {
    hint: 'This credential was changed or damaged. Enter it again.',
    details: { keyId },
  })
}

function wrong(): never {
  throw passphraseIssue('The passphrase is wrong.', 'Wrong passphrase')
}

function longEnough(passphrase: string): string {
  if (passphrase.length >= shortestPassphrase) return passphrase
  const message = `Use at least ${shortestPassphrase} characters`
  throw passphraseIssue(`${message} for the new passphrase.`, message)
}

const passphraseIssue = (hint: string, message: string) =>
  new WeirError('settings.invalid', { hint, fields: [{ path: 'passphrase', message }] })
