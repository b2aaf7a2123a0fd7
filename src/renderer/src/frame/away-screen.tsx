import { Group, Loader, Stack, Text, Title } from '@mantine/core'
import type { DatabaseTask } from '../../../shared/model/database.ts'
import { TaskProgress } from '../views/database/task-progress.tsx'
import classes from './frame.module.css'
import { WholeScreen } from './whole-screen.tsx'

/** Shown while the database is being replaced or moved: how far that is, and what comes next. */
export function AwayScreen({ task }: { readonly task: DatabaseTask }) {
  const title = task.kind === 'move' ? 'The data folder moves' : 'A backup is being restored'
  return (
    <WholeScreen title={title}>
      <Stack gap="md" p="0.625rem">
        <Title order={1}>{title}</Title>
        {task.result?.kind === 'move' ? (
          <Arrived {...task.result} />
        ) : (
          <>
            <Text>
              {task.kind === 'move'
                ? 'Everything is copied to the new folder and checked; then Weir starts again there.'
                : 'The present state is kept as a backup. Weir goes on by itself when this is done.'}
            </Text>
            <TaskProgress task={task} />
          </>
        )}
      </Stack>
    </WholeScreen>
  )
}

function Arrived({ folder, restarts }: { readonly folder: string; readonly restarts: boolean }) {
  return (
    <>
      <Text className={classes['anywhere']}>The data is in {folder} now.</Text>
      {restarts ? (
        <Group gap="sm" role="status">
          <Loader size="xs" />
          <Text c="dimmed">Weir starts again</Text>
        </Group>
      ) : (
        <Text>Start Weir again to go on there.</Text>
      )}
    </>
  )
}
