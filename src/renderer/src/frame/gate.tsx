import type { ReactNode } from 'react'
import type { AppInfo } from '../../../shared/model/app-info.ts'
import { useConnectionState } from '../api/client-context.tsx'
import { useAppInfo } from '../api/use-app-info.ts'
import { useDatabase } from '../api/use-database.ts'
import { AwayScreen } from './away-screen.tsx'
import { BlockedScreen } from './blocked-screen.tsx'
import { keepsAway } from './keeps-away.ts'
import { UnauthorizedScreen } from './unauthorized-screen.tsx'
import { WaitingScreen } from './waiting-screen.tsx'

/** Lets the app through while the application can work; else says what is in the way. */
export function Gate({ children }: { readonly children: (info: AppInfo) => ReactNode }) {
  const info = useAppInfo()
  const { task } = useDatabase()
  if (useConnectionState() === 'unauthorized') return <UnauthorizedScreen />
  if (!info.data) return <WaitingScreen error={info.error} />
  if (task && keepsAway(task)) return <AwayScreen task={task} />
  if (info.data.blockedBy) return <BlockedScreen info={info.data} fault={info.data.blockedBy} />
  return children(info.data)
}
