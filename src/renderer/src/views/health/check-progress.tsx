import { Progress, Text } from '@mantine/core'
import { useDatabase } from '../../api/use-database.ts'
import { Panel } from '../../components/panel.tsx'
import { formatBytes } from '../../format/number.ts'

/** Says what is being checked and what its length depends on. */
export function CheckProgress() {
  const { info } = useDatabase()
  return (
    <Panel>
      <Text size="sm" mb={6} role="status">
        Reading the whole database{info && ` (${formatBytes(info.bytes)})`} to look for damage: about two seconds per
        gigabyte on a fast disk.
      </Text>
      <Progress.Root size="sm" radius="xs">
        <Progress.Section value={100} striped animated aria-label="Checking everything" aria-valuetext="not known" />
      </Progress.Root>
    </Panel>
  )
}
