import { IconRefresh } from '@tabler/icons-react'
import type { FlowVersion } from '../../../../shared/model/flow-mapping.ts'
import { useTimeZone } from '../../api/use-preferences.ts'
import { formatDateTime } from '../../format/time.ts'
import classes from './flow-mapping.module.css'

export interface VersionInForceProps {
  readonly version: FlowVersion
  readonly recomputing: boolean
}

/** Which version the metrics follow, and whether they are behind the issues. */
export function VersionInForce({ version, recomputing }: VersionInForceProps) {
  const timeZone = useTimeZone()
  return (
    <p className={classes['inForce']}>
      {recomputing && (
        <span className={classes['recomputing']} role="status">
          <IconRefresh size={14} aria-hidden />
          Taking in changed issues …
        </span>
      )}
      <span title={version.summary}>
        Version {version.revision} in force, saved by {version.author ?? 'Weir'},{' '}
        {formatDateTime(version.savedAt, timeZone)}
      </span>
    </p>
  )
}
