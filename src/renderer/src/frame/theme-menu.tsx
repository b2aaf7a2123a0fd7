import { ActionIcon, Menu, Tooltip } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { usePreferences, useSetPreferences } from '../api/use-preferences.ts'
import { themeIcons } from './theme-icons.ts'
import { themeLabels } from './theme-labels.ts'

/** Switches between light, dark and the system's own choice. */
export function ThemeMenu() {
  const { theme } = usePreferences()
  const save = useSetPreferences()
  const Icon = themeIcons[theme]
  return (
    <Menu position="top-end">
      <Menu.Target>
        <Tooltip label="Theme">
          <ActionIcon variant="subtle" color="gray" aria-label={`Theme: ${themeLabels[theme]}`}>
            <Icon size={18} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        {(['system', 'light', 'dark'] as const).map(choice => {
          const ChoiceIcon = themeIcons[choice]
          return (
            <Menu.Item
              key={choice}
              leftSection={<ChoiceIcon size={16} aria-hidden />}
              rightSection={choice === theme && <IconCheck size={14} aria-label="chosen" />}
              onClick={() => save.mutate({ theme: choice })}
            >
              {themeLabels[choice]}
            </Menu.Item>
          )
        })}
      </Menu.Dropdown>
    </Menu>
  )
}
