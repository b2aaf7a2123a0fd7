import type { SafeStorage } from 'electron'
import { WeirError } from '../../shared/contract/weir-error.ts'
import type { SealedSecret, Vault } from '../ports.ts'

type Storage = Pick<
  SafeStorage,
  'isAsyncEncryptionAvailable' | 'encryptStringAsync' | 'decryptStringAsync' | 'getSelectedStorageBackend'
>

const prefix = 'safe-storage:'

/**
 * Seals secrets with the system's key store. The key store is asked for its key (which may show a prompt of the system)
 * only when there is a secret to seal or open.
 */
export function createSafeStorageVault(storage: Storage, platform: NodeJS.Platform): Vault {
  let unavailable = false

  const keyId = () => {
    if (platform === 'darwin') return `${prefix}keychain`
    if (platform === 'win32') return `${prefix}dpapi`
    return `${prefix}${storage.getSelectedStorageBackend()}`
  }
  const requireKeyStore = async () => {
    unavailable = !(await storage.isAsyncEncryptionAvailable())
    if (unavailable) throw noKeyStore()
  }
  const seal = async (plain: string): Promise<SealedSecret> => {
    await requireKeyStore()
    try {
      return { sealed: await storage.encryptStringAsync(plain), keyId: keyId() }
    } catch (cause) {
      throw noKeyStore(cause)
    }
  }

  return {
    get kind() {
      return unavailable ? 'none' : 'system'
    },
    status: () => ({ locked: false, warning: platform === 'linux' ? linuxWarning(storage) : null }),
    unlock: async () => {},
    seal,
    async open(secret) {
      if (!secret.keyId.startsWith(prefix)) throw sealedElsewhere(secret.keyId)
      await requireKeyStore()
      const { result, shouldReEncrypt } = await storage.decryptStringAsync(secret.sealed).catch(cannotOpen)
      const stale = shouldReEncrypt || secret.keyId !== keyId()
      return { plain: result, resealed: stale ? await seal(result) : null }
    },
  }
}

function linuxWarning(storage: Storage): string | null {
  const backend = storage.getSelectedStorageBackend()
  if (backend === 'basic_text') {
    return 'This desktop has no key store (GNOME Keyring or KWallet), so saved tokens are only obscured: whoever can read your files can read them.'
  }
  if (backend === 'unknown') {
    return 'Weir cannot tell which key store this desktop uses, so saved tokens may only be obscured.'
  }
  return null
}

const noKeyStore = (cause?: unknown) =>
  new WeirError('vault.unavailable', {
    hint: "The system's key store is not available. Unlock it (on Linux, install and start GNOME Keyring or KWallet), then restart Weir.",
    ...(cause !== undefined && { cause }),
  })

const sealedElsewhere = (keyId: string) =>
  new WeirError('vault.unavailable', {
    hint: 'This secret was saved by another kind of Weir (the browser or command-line one). Enter it again in the connection.',
    details: { keyId },
  })

function cannotOpen(cause: unknown): never {
  if (cause instanceof Error && cause.message.includes('temporarily unavailable')) {
    throw new WeirError('vault.locked', { hint: "The system's key store is locked. Unlock it and try again.", cause })
  }
  throw new WeirError('vault.unavailable', {
    hint: 'The saved secret cannot be opened with this system account. Enter it again in the connection.',
    cause,
  })
}
