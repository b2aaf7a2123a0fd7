import { Button, Group, Stack, Text, Title } from '@mantine/core'
import type { Fault } from '../../../shared/contract/faults.ts'
import type { AppInfo } from '../../../shared/model/app-info.ts'
import { useRefreshAppInfo } from '../api/use-app-info.ts'
import { useCommand } from '../api/use-command.ts'
import { faultDetails } from '../components/fault-details.ts'
import { faultHint, faultOf, faultTitle } from '../faults.ts'
import { BlockedBackups } from './blocked-backups.tsx'
import { WholeScreen } from './whole-screen.tsx'

/** Shown while the store cannot be used: what happened, what to do, and the way to try again. */
export function BlockedScreen({ info, fault }: { readonly info: AppInfo; readonly fault: Fault }) {
  const retry = useCommand('app.retry', { quiet: true })
  const refresh = useRefreshAppInfo()
  const details = faultDetails(fault.details)
  return (
    <WholeScreen title={faultTitle(fault.code)}>
      <Stack gap="sm" p="0.625rem" role="alert">
        <Title order={1}>{faultTitle(fault.code)}</Title>
        <Text>{faultHint(fault)}</Text>
        <Text size="sm" c="dimmed">
          Data folder: {info.dataFolder}
          {details && ` · ${details}`}
        </Text>
        {retry.error && <Text c="var(--mantine-color-error)">{faultHint(faultOf(retry.error))}</Text>}
        <Group>
          <Button
            loading={retry.isPending}
            onClick={() => retry.mutate(undefined, { onSettled: () => void refresh() })}
          >
            Try again
          </Button>
        </Group>
      </Stack>
      {fault.code === 'store.corrupt' && <BlockedBackups />}
    </WholeScreen>
  )
}
