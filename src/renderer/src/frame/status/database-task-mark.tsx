import { IconDatabaseCog } from '@tabler/icons-react'
import { Link } from 'wouter'
import { useDatabase } from '../../api/use-database.ts'
import { formatPercent } from '../../format/number.ts'
import { taskTexts } from '../../views/database/task-texts.ts'
import classes from './status-bar.module.css'

/** The work on the database that goes on. */
export function DatabaseTaskMark() {
  const { task } = useDatabase()
  if (task?.status !== 'running') return null
  return (
    <Link href="/settings/database" className={classes['part']}>
      <IconDatabaseCog size={15} stroke={1.75} aria-hidden />
      {taskTexts[task.kind].doing}
      {task.fraction !== null && ` ${formatPercent(task.fraction)}`}
    </Link>
  )
}
