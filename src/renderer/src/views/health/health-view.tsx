import { Button, Stack } from '@mantine/core'
import { IconStethoscope } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import type { SystemHealth } from '../../../../shared/model/health.ts'
import { useCommand } from '../../api/use-command.ts'
import { useHealth } from '../../api/use-health.ts'
import { useRefetchOnOpen } from '../../api/use-refetch-on-open.ts'
import { Page } from '../../components/page.tsx'
import { Panel } from '../../components/panel.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { RequestState } from '../../components/request-state.tsx'
import { CheckProgress } from './check-progress.tsx'
import { groupChecks } from './groups.ts'
import classes from './health.module.css'
import { HealthCheckItem } from './health-check.tsx'
import { LevelMark } from './level-mark.tsx'
import { verdict } from './verdict.ts'

/** How everything Weir depends on is, live, and the way to check it all anew. */
export function HealthView() {
  const queries = useQueryClient()
  const { request, health } = useHealth()
  const check = useCommand('health.check')
  useRefetchOnOpen(request.refetch)
  const checkAll = () =>
    check.mutate(undefined, { onSuccess: found => queries.setQueryData(['health.get', null], found) })
  return (
    <Page
      title="Health"
      description="What Weir depends on, measured by itself all the time. A change shows at once."
      actions={
        <Button leftSection={<IconStethoscope size={16} aria-hidden />} loading={check.isPending} onClick={checkAll}>
          Check everything now
        </Button>
      }
    >
      <Stack gap="md">
        {check.isPending && <CheckProgress />}
        <RequestState request={request} noun="health">
          {asked => <Checked health={health ?? asked} />}
        </RequestState>
      </Stack>
    </Page>
  )
}

function Checked({ health }: { readonly health: SystemHealth }) {
  return (
    <Stack gap="md">
      <div className={classes['verdict']} data-level={health.level}>
        <div className={classes['told']} role="status" aria-label="Verdict">
          <LevelMark level={health.level} />
          <p className={classes['sentence']}>{verdict(health.checks)}</p>
        </div>
        <span className={classes['when']}>
          <span>
            Checked <RelativeTime at={health.at} />
          </span>
        </span>
      </div>
      {groupChecks(health.checks).map(({ title, checks }) => (
        <Panel key={title} title={title}>
          <ul className={classes['checks']}>
            {checks.map(check => (
              // A level that changes folds and unfolds what was measured.
              <HealthCheckItem key={`${check.id} ${check.level}`} check={check} />
            ))}
          </ul>
        </Panel>
      ))}
    </Stack>
  )
}
