import { MantineProvider } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import { type QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { Router } from 'wouter'
import type { Client } from '../../shared/contract/client.ts'
import { ClientProvider } from './api/client-context.tsx'
import { cspNonce } from './api/csp-nonce.ts'
import { RefreshLoop } from './api/refresh-loop.tsx'
import { DatabaseTaskNotices } from './frame/database-task-notices.tsx'
import { Frame } from './frame/frame.tsx'
import { Gate } from './frame/gate.tsx'
import { useHashPath } from './frame/hash-location.ts'
import { NoticeToasts } from './frame/notices/notice-toasts.tsx'
import { ThemeSync } from './frame/theme-sync.tsx'
import { Routes } from './routes.tsx'
import { cssVariablesResolver, theme } from './theme.ts'

export interface AppProps {
  readonly client: Client
  readonly queries: QueryClient
}

/** The whole renderer over a client and a request cache. */
export function App({ client, queries }: AppProps) {
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariablesResolver}
      defaultColorScheme="auto"
      getStyleNonce={cspNonce}
    >
      <QueryClientProvider client={queries}>
        <ClientProvider client={client}>
          <ThemeSync />
          <RefreshLoop />
          <Router hook={useHashPath}>
            <Notifications position="bottom-right" />
            <DatabaseTaskNotices />
            <Gate>
              {info => (
                <Frame info={info}>
                  <NoticeToasts />
                  <Routes />
                </Frame>
              )}
            </Gate>
          </Router>
        </ClientProvider>
      </QueryClientProvider>
    </MantineProvider>
  )
}
