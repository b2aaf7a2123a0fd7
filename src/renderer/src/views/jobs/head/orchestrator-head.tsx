import { Button, Group } from '@mantine/core'
import { IconPlayerPauseFilled, IconPlayerPlayFilled, IconRefresh } from '@tabler/icons-react'
import type { JobSummary } from '../../../../../shared/model/job.ts'
import type { OrchestratorStatus } from '../../../../../shared/model/orchestrator.ts'
import { useOrchestratorAction } from '../../../api/use-orchestrator-action.ts'
import { ReasonedButton } from '../../../components/reasoned-button.tsx'
import { CycleMark } from './cycle-mark.tsx'
import { CycleSettings } from './cycle-settings.tsx'
import { hasSinglePauses, whyNotSyncAll } from './possible-now.ts'

export interface OrchestratorHeadProps {
  readonly status: OrchestratorStatus
  readonly jobs: readonly JobSummary[]
}

/** When the next cycle starts, and what can be done to all jobs at once. */
export function OrchestratorHead({ status, jobs }: OrchestratorHeadProps) {
  const sync = useOrchestratorAction('orchestrator.runAll')
  const pause = useOrchestratorAction('jobs.pauseAll')
  const resume = useOrchestratorAction('jobs.resumeAll')
  return (
    <Group gap="xs">
      <CycleMark status={status} />
      <CycleSettings />
      <ReasonedButton
        variant="default"
        leftSection={<IconRefresh size={16} aria-hidden />}
        loading={sync.pending}
        disabledBecause={whyNotSyncAll(jobs, status.held)}
        onClick={sync.act}
      >
        Sync all
      </ReasonedButton>
      {!status.held && (
        <Button
          variant="default"
          leftSection={<IconPlayerPauseFilled size={16} aria-hidden />}
          loading={pause.pending}
          onClick={pause.act}
        >
          Pause all
        </Button>
      )}
      {(status.held || hasSinglePauses(jobs)) && (
        <Button
          variant={status.held ? 'filled' : 'default'}
          leftSection={<IconPlayerPlayFilled size={16} aria-hidden />}
          loading={resume.pending}
          onClick={resume.act}
        >
          Resume all
        </Button>
      )}
    </Group>
  )
}
