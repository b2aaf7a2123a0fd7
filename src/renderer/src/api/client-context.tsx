import { createContext, type ReactNode, use, useSyncExternalStore } from 'react'
import type { Client } from '../../../shared/contract/client.ts'
import type { ConnectionState } from '../../../shared/contract/transport.ts'

const ClientContext = createContext<Client | null>(null)

export function ClientProvider({ client, children }: { readonly client: Client; readonly children: ReactNode }) {
  return <ClientContext value={client}>{children}</ClientContext>
}

/** The client of the surrounding `ClientProvider`. */
export function useClient(): Client {
  const client = use(ClientContext)
  if (!client) throw new Error('useClient needs a ClientProvider above it')
  return client
}

/** The state of the push channel, live. */
export function useConnectionState(): ConnectionState {
  const { transport } = useClient()
  return useSyncExternalStore(
    listener => transport.onState(listener),
    () => transport.state,
  )
}
