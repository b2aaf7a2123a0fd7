import { Switch } from '@mantine/core'
import { usePreferences, useSetPreferences } from '../../api/use-preferences.ts'

/** What closing the desktop window means. */
export function DesktopSettings() {
  const { keepInTray } = usePreferences()
  const save = useSetPreferences()
  return (
    <Switch
      label="Stay in the tray when the window is closed"
      description="Weir goes on syncing; quit it from its icon in the tray"
      checked={keepInTray}
      onChange={event => save.mutate({ keepInTray: event.currentTarget.checked })}
    />
  )
}
