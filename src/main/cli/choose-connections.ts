import { WeirError } from '../../shared/contract/weir-error.ts'
import type { ConnectionSummary } from '../../shared/model/connection.ts'

/**
 * The connections to sync: the one of that name (whatever its case) or id, or all enabled ones.
 * @throws WeirError `rpc.not_found`, or `rpc.invalid_input` when a name is several connections'.
 */
export function chooseConnections(
  connections: readonly ConnectionSummary[],
  wanted: string | undefined,
): readonly ConnectionSummary[] {
  if (wanted === undefined) return connections.filter(connection => connection.enabled)
  const named = connections.filter(({ name }) => name.toLowerCase() === wanted.toLowerCase())
  const found = named.length > 0 ? named : connections.filter(({ id }) => String(id) === wanted)
  if (found.length === 1) return found
  if (found.length > 1)
    throw new WeirError('rpc.invalid_input', {
      hint: `${found.length} connections have this name. Give an id instead: ${found.map(({ id }) => id).join(', ')}.`,
      details: { connection: wanted },
    })
  const known = connections.map(({ name }) => name).join(', ')
  throw new WeirError('rpc.not_found', {
    hint: known === '' ? 'There are no connections yet.' : `There is no such connection. There are: ${known}.`,
    details: { connection: wanted },
  })
}
