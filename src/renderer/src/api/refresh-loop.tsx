import { useDocumentVisibility } from '@mantine/hooks'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { after } from './after.ts'
import { useConnectionState } from './client-context.tsx'
import { refreshScreen } from './refresh-screen.ts'
import { createRefresher } from './refresher.ts'
import { usePreferences } from './use-preferences.ts'

/** Asks for everything on screen again: while pushes do not arrive, and as often as the user has chosen. Draws nothing. */
export function RefreshLoop() {
  const queries = useQueryClient()
  const state = useConnectionState()
  const visible = useDocumentVisibility() === 'visible'
  const { autoRefreshSeconds } = usePreferences()
  const [refresher] = useState(() =>
    createRefresher({ refresh: () => void refreshScreen(queries), after, now: () => performance.now() }),
  )
  useEffect(
    () => refresher.need({ state, autoRefreshSeconds, visible }),
    [refresher, state, autoRefreshSeconds, visible],
  )
  useEffect(() => () => refresher.stop(), [refresher])
  return null
}
