import { Group, Loader, Text } from '@mantine/core'
import { FaultAlert } from '../components/fault-alert.tsx'
import { faultOf } from '../faults.ts'
import { WholeScreen } from './whole-screen.tsx'

/** Shown until the application has answered for the first time. */
export function WaitingScreen({ error }: { readonly error: Error | null }) {
  return (
    <WholeScreen title="Starting">
      {error ? (
        <FaultAlert fault={faultOf(error)} />
      ) : (
        <Group p="0.625rem" gap="sm" role="status">
          <Loader size="xs" />
          <Text c="dimmed">Connecting to Weir</Text>
        </Group>
      )}
    </WholeScreen>
  )
}
