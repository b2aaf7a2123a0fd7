import type { VaultKind } from '../../../../shared/model/app-info.ts'

export const vaultKindTexts: Readonly<Record<VaultKind, string>> = {
  system: 'Sealed by the system’s key store',
  'key-file': 'Sealed with a key file that only you can read',
  passphrase: 'Sealed with your passphrase',
  none: 'Not kept: they last until Weir ends',
}
