import { Group, Progress, Text } from '@mantine/core'
import type { DatabaseTask } from '../../../../shared/model/database.ts'
import { useCommand } from '../../api/use-command.ts'
import { ReasonedButton } from '../../components/reasoned-button.tsx'
import { useNow } from '../../components/use-now.ts'
import { formatDuration } from '../../format/duration.ts'
import { formatPercent } from '../../format/number.ts'
import { taskTexts } from './task-texts.ts'

/** Work that goes on: how far it is, for how long, and the way to cancel it where there is one. */
export function TaskProgress({ task }: { readonly task: DatabaseTask }) {
  const cancel = useCommand('database.cancel')
  const elapsedMs = Math.max(0, useNow(1000) - task.startedAt)
  const { fraction } = task
  const { doing } = taskTexts[task.kind]
  return (
    <div>
      <Group justify="space-between" gap="sm" mb={8}>
        <Text size="sm">
          <span role="status">{doing}</span>
          <Text span c="dimmed" inherit>
            {fraction !== null && ` · ${formatPercent(fraction)}`}
            {elapsedMs >= 1000 && ` · ${formatDuration(Math.floor(elapsedMs / 1000) * 1000)}`}
          </Text>
        </Text>
        <ReasonedButton
          size="xs"
          variant="default"
          loading={cancel.isPending}
          disabledBecause={task.cancellable ? null : 'It is too far on to be cancelled'}
          onClick={() => cancel.mutate()}
        >
          Cancel
        </ReasonedButton>
      </Group>
      <Progress.Root size="md" radius="xs">
        <Progress.Section
          value={fraction === null ? 100 : fraction * 100}
          striped={fraction === null}
          animated={fraction === null}
          aria-label={doing}
          aria-valuetext={fraction === null ? 'not known' : formatPercent(fraction)}
        />
      </Progress.Root>
    </div>
  )
}
