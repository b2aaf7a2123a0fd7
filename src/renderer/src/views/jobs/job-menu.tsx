import { ActionIcon, Menu } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconClock, IconDotsVertical, IconPencil, IconReportAnalytics } from '@tabler/icons-react'
import { Link } from 'wouter'
import type { JobSummary } from '../../../../shared/model/job.ts'
import { ScheduleDialog } from './schedule/schedule-dialog.tsx'

/** What is done with a job more rarely. */
export function JobMenu({ job }: { readonly job: JobSummary }) {
  const [choosing, dialog] = useDisclosure()
  const { connectionId, connectionName, schedule, lastRun } = job
  return (
    <>
      <Menu position="bottom-end" width={208}>
        <Menu.Target>
          <ActionIcon variant="default" size={30} aria-label={`More: ${connectionName}`}>
            <IconDotsVertical size={16} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconClock size={16} aria-hidden />} onClick={dialog.open}>
            Schedule
          </Menu.Item>
          <Menu.Item
            component={Link}
            href={`/connections/${connectionId}/edit`}
            leftSection={<IconPencil size={16} aria-hidden />}
          >
            Edit the connection
          </Menu.Item>
          {lastRun && (
            <Menu.Item
              component={Link}
              href={`/jobs/runs/${lastRun.id}`}
              leftSection={<IconReportAnalytics size={16} aria-hidden />}
            >
              Show the last run
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      <ScheduleDialog
        connection={{ id: connectionId, name: connectionName, schedule }}
        opened={choosing}
        onClose={dialog.close}
      />
    </>
  )
}
