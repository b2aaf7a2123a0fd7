import { ActionIcon, Menu, Tooltip } from '@mantine/core'
import { IconCheck, IconRefresh } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { autoRefreshChoices } from '../../../shared/model/preferences.ts'
import { useConnectionState } from '../api/client-context.tsx'
import { refreshScreen } from '../api/refresh-screen.ts'
import { usePreferences, useSetPreferences } from '../api/use-preferences.ts'
import { connectionTexts } from './connection-texts.ts'
import classes from './frame.module.css'
import { refreshLabels } from './refresh-labels.ts'

/** Refreshes what is on screen, now or by itself, and says what the connection's state means. */
export function RefreshMenu() {
  const queries = useQueryClient()
  const { label, explanation } = connectionTexts[useConnectionState()]
  const { autoRefreshSeconds } = usePreferences()
  const save = useSetPreferences()
  return (
    <Menu position="top-end" width={224}>
      <Menu.Target>
        <Tooltip label="Refresh">
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={`Refresh automatically: ${refreshLabels[autoRefreshSeconds]}`}
          >
            <IconRefresh size={18} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label className={classes['explanation']}>
          {label}: {explanation}.
        </Menu.Label>
        <Menu.Item leftSection={<IconRefresh size={16} aria-hidden />} onClick={() => void refreshScreen(queries)}>
          Refresh now
        </Menu.Item>
        <Menu.Divider />
        <Menu.Label>Refresh automatically</Menu.Label>
        {autoRefreshChoices.map(choice => (
          <Menu.Item
            key={choice}
            rightSection={choice === autoRefreshSeconds && <IconCheck size={14} aria-label="chosen" />}
            onClick={() => save.mutate({ autoRefreshSeconds: choice })}
          >
            {refreshLabels[choice]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
