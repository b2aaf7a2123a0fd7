import { Stack, Text } from '@mantine/core'
import { NumberPreference } from '../../components/number-preference.tsx'

/** How long what is known of past runs is kept. */
export function RunSettings() {
  return (
    <Stack maw="28rem">
      <Text size="sm" c="dimmed">
        A run and its log go as soon as one of the two is exceeded. What was synced stays.
      </Text>
      <NumberPreference
        name="keptRuns"
        label="Runs kept of each job"
        description="From 10 to 10,000"
        min={10}
        max={10_000}
        suffix=" runs"
      />
      <NumberPreference
        name="keptRunDays"
        label="Days a run is kept"
        description="From 1 to 3,650"
        min={1}
        max={3650}
        suffix=" days"
      />
    </Stack>
  )
}
