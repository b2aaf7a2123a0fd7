import { DataList, Select, SimpleGrid, Stack } from '@mantine/core'
import { autoRefreshChoices, Theme } from '../../../../shared/model/preferences.ts'
import { useAppInfo } from '../../api/use-app-info.ts'
import { usePreferences, useSetPreferences } from '../../api/use-preferences.ts'
import { Page } from '../../components/page.tsx'
import { Panel } from '../../components/panel.tsx'
import { RequestState } from '../../components/request-state.tsx'
import { refreshLabels } from '../../frame/refresh-labels.ts'
import { themeLabels } from '../../frame/theme-labels.ts'
import { DatabaseSummary } from './database-summary.tsx'
import { DesktopSettings } from './desktop-settings.tsx'
import { NotificationSettings } from './notification-settings.tsx'
import { RunSettings } from './run-settings.tsx'
import { timeZoneChoices } from './time-zone-choices.ts'
import { vaultKindTexts } from './vault-kind-texts.ts'
import { WorkingTimeSettings } from './working-time-settings.tsx'

/** What the user can choose about the app, and what it says about itself. */
export function SettingsView() {
  const shell = useAppInfo().data?.shell
  return (
    <Page title="Settings">
      <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="md">
        <Panel title="Display">
          <DisplaySettings />
        </Panel>
        <Panel title="Notifications">
          <NotificationSettings shell={shell} />
        </Panel>
        <Panel title="Working time">
          <WorkingTimeSettings />
        </Panel>
        <Panel title="Past runs">
          <RunSettings />
        </Panel>
        <Panel title="Database">
          <DatabaseSummary />
        </Panel>
        {shell === 'electron' && (
          <Panel title="Desktop">
            <DesktopSettings />
          </Panel>
        )}
        <Panel title="About this Weir">
          <About />
        </Panel>
      </SimpleGrid>
    </Page>
  )
}

function DisplaySettings() {
  const preferences = usePreferences()
  const save = useSetPreferences()
  const systemZone = useAppInfo().data?.systemTimeZone ?? ''
  return (
    <Stack maw="28rem">
      <Select
        label="Theme"
        data={Theme.options.map(value => ({ value, label: themeLabels[value] }))}
        value={preferences.theme}
        allowDeselect={false}
        onChange={value => save.mutate({ theme: Theme.parse(value) })}
      />
      <Select
        label="Time zone"
        description="Times are shown and periods are cut in it"
        data={timeZoneChoices(Intl.supportedValuesOf('timeZone'), systemZone, preferences.timeZone)}
        value={preferences.timeZone}
        allowDeselect={false}
        searchable
        limit={60}
        nothingFoundMessage="No time zone of that name"
        onChange={value => value !== null && save.mutate({ timeZone: value })}
      />
      <Select
        label="Refresh automatically"
        description="Changes arrive by themselves while Weir is live; this asks for everything on screen in addition"
        data={autoRefreshChoices.map(value => ({ value: String(value), label: refreshLabels[value] }))}
        value={String(preferences.autoRefreshSeconds)}
        allowDeselect={false}
        onChange={value => {
          const chosen = autoRefreshChoices.find(choice => String(choice) === value)
          if (chosen !== undefined) save.mutate({ autoRefreshSeconds: chosen })
        }}
      />
    </Stack>
  )
}

function About() {
  return (
    <RequestState request={useAppInfo()} noun="facts about Weir">
      {({ version, shell, dataFolder, vault }) => (
        <DataList labelWidth="8rem">
          <DataList.Item>
            <DataList.ItemLabel>Version</DataList.ItemLabel>
            <DataList.ItemValue>
              {version} ({shell === 'electron' ? 'desktop' : 'in the browser'})
            </DataList.ItemValue>
          </DataList.Item>
          <DataList.Item>
            <DataList.ItemLabel>Data folder</DataList.ItemLabel>
            <DataList.ItemValue>{dataFolder}</DataList.ItemValue>
          </DataList.Item>
          <DataList.Item>
            <DataList.ItemLabel>Secrets</DataList.ItemLabel>
            <DataList.ItemValue>
              {vaultKindTexts[vault.kind]}
              {vault.locked && ' (locked)'}
            </DataList.ItemValue>
          </DataList.Item>
        </DataList>
      )}
    </RequestState>
  )
}
