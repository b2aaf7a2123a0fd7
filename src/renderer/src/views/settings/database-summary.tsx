import { Button, Group, Stack } from '@mantine/core'
import { Link } from 'wouter'
import { useDatabase } from '../../api/use-database.ts'
import { Facts } from '../../components/facts.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { RequestState } from '../../components/request-state.tsx'
import { formatBytes } from '../../format/number.ts'

/** How the database is in three facts, and the way to its page. */
export function DatabaseSummary() {
  const { request } = useDatabase()
  return (
    <RequestState request={request} noun="the database">
      {({ bytes, walBytes, backups: [newest], integrityCheckedAt }) => (
        <Stack gap="md">
          <Facts
            facts={[
              ['Size', formatBytes(bytes + walBytes)],
              ['Newest backup', newest ? <RelativeTime key="backup" at={newest.at} /> : 'None yet'],
              [
                'Checked for damage',
                integrityCheckedAt === null ? 'Not yet' : <RelativeTime key="check" at={integrityCheckedAt} />,
              ],
            ]}
          />
          <Group>
            <Button component={Link} href="/settings/database" variant="default" size="xs">
              Backups, export, moving
            </Button>
          </Group>
        </Stack>
      )}
    </RequestState>
  )
}
