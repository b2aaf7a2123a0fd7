import { IconCircleCheck, IconCircleX, IconInfoCircle } from '@tabler/icons-react'
import type { DatabaseTask } from '../../../../shared/model/database.ts'
import { CopyText } from '../../components/copy-text.tsx'
import { faultDetails } from '../../components/fault-details.ts'
import { Notice } from '../../components/notice.tsx'
import { Panel } from '../../components/panel.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { faultHint } from '../../faults.ts'
import classes from './database.module.css'
import { TaskProgress } from './task-progress.tsx'
import { resultPath, resultText, taskTexts } from './task-texts.ts'

export interface TaskPanelProps {
  readonly task: DatabaseTask
  readonly backupsFolder: string
}

/** The work on the database that goes on, or how the last one ended. */
export function TaskPanel({ task, backupsFolder }: TaskPanelProps) {
  if (task.status === 'running')
    return (
      <Panel>
        <TaskProgress task={task} />
      </Panel>
    )
  const { failed } = taskTexts[task.kind]
  if (task.fault)
    return (
      <Notice tone="danger" title={failed} details={faultDetails(task.fault.details)}>
        {faultHint(task.fault)}
      </Notice>
    )
  return <Ended task={task} backupsFolder={backupsFolder} />
}

function Ended({ task, backupsFolder }: TaskPanelProps) {
  const { result, endedAt } = task
  const path = result && resultPath(result, backupsFolder)
  const damaged = result?.kind === 'check' && result.finding !== null
  const Icon = damaged ? IconCircleX : result ? IconCircleCheck : IconInfoCircle
  return (
    <div className={classes['ended']} data-tone={damaged ? 'danger' : result ? 'ok' : 'idle'}>
      <Icon size={18} stroke={1.75} aria-hidden />
      <span role="status">{result ? resultText(result) : taskTexts[task.kind].cancelled}</span>
      {path && <CopyText text={path} what="the result" />}
      {endedAt !== null && (
        <span className={classes['when']}>
          <RelativeTime at={endedAt} />
        </span>
      )}
    </div>
  )
}
