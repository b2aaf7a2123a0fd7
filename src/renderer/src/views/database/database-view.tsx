import { Anchor, SimpleGrid, Stack } from '@mantine/core'
import { Link } from 'wouter'
import { useDatabase } from '../../api/use-database.ts'
import { useRefetchOnOpen } from '../../api/use-refetch-on-open.ts'
import { InView } from '../../components/in-view.tsx'
import { Page } from '../../components/page.tsx'
import { RequestState } from '../../components/request-state.tsx'
import { BackupsPanel } from './backups-panel.tsx'
import { ExportPanel } from './export-panel.tsx'
import { MovePanel } from './move-panel.tsx'
import { StatePanel } from './state-panel.tsx'
import { TaskPanel } from './task-panel.tsx'
import { folderOf, joined } from './task-texts.ts'

/** Care of the database as a whole: how it is, its backups, taking it out, moving it. */
export function DatabaseView() {
  const { request, task } = useDatabase()
  useRefetchOnOpen(request.refetch)
  return (
    <Page
      title="Database"
      description={
        <Anchor component={Link} href="/settings" size="sm">
          Settings
        </Anchor>
      }
    >
      <RequestState request={request} noun="the database">
        {info => (
          <Stack gap="md">
            {task && (
              <InView key={task.startedAt}>
                <TaskPanel task={task} backupsFolder={joined(folderOf(info.path), 'backups')} />
              </InView>
            )}
            <StatePanel info={info} />
            <BackupsPanel backups={info.backups} />
            <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md">
              <ExportPanel info={info} />
              <MovePanel info={info} />
            </SimpleGrid>
          </Stack>
        )}
      </RequestState>
    </Page>
  )
}
