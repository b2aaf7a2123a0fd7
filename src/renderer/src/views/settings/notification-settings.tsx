import { Stack, Switch, Text } from '@mantine/core'
import type { AppInfo } from '../../../../shared/model/app-info.ts'
import { usePreferences, useSetPreferences } from '../../api/use-preferences.ts'

const switches = [
  {
    name: 'notifyFinished',
    label: 'Long runs that finished',
    description: 'Those that took a minute or more',
  },
  {
    name: 'notifyFailed',
    label: 'Failures',
    description: 'Runs that are not tried again by themselves, or were interrupted',
  },
  { name: 'notifyCredentials', label: 'Credentials', description: 'When they were refused or need more permissions' },
] as const

/** What the system shows of Weir while its window is not looked at. */
export function NotificationSettings({ shell }: { readonly shell: AppInfo['shell'] | undefined }) {
  const preferences = usePreferences()
  const save = useSetPreferences()
  return (
    <Stack maw="28rem">
      <Text size="sm" c="dimmed">
        {shell === 'electron'
          ? 'Which of these the system notifies you of. In the window they are all under the bell.'
          : 'Which of these the desktop app notifies you of. In the browser they are all under the bell.'}
      </Text>
      {switches.map(({ name, label, description }) => (
        <Switch
          key={name}
          label={label}
          description={description}
          checked={preferences[name]}
          onChange={event => save.mutate({ [name]: event.currentTarget.checked })}
        />
      ))}
    </Stack>
  )
}
