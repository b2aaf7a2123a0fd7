import type { VaultKind } from '../../shared/model/app-info.ts'
import { type Finding, failing, healthy, warning } from './finding.ts'

export interface VaultMeasure {
  readonly kind: VaultKind
  readonly locked: boolean
  /** What the user should know about how safe it is. */
  readonly warning: string | null
  /** How many secrets are sealed in it. */
  readonly secrets: number
}

export function judgeVault(measure: VaultMeasure): Finding {
  const { kind, locked, secrets } = measure
  const facts = { kind, locked, secrets }
  if (secrets === 0 && (locked || kind === 'none'))
    return healthy('No connection has credentials to keep.', facts, measure.warning)
  if (kind === 'none')
    return failing(
      'The system’s key store cannot be used: connections with credentials cannot sync.',
      'Unlock the key store (on Linux, install and start GNOME Keyring or KWallet), then restart Weir.',
      facts,
    )
  if (locked)
    return warning(
      'The vault is locked: connections with credentials cannot sync.',
      'Enter the passphrase to unlock it.',
      facts,
    )
  if (measure.warning !== null)
    return warning('Credentials are kept less safely than they could be.', measure.warning, facts)
  return healthy('Credentials are sealed.', facts)
}
