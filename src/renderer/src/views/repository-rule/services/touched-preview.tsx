import type { RepositoryId } from '../../../../../shared/model/ids.ts'
import { useRequest } from '../../../api/use-request.ts'
import { FaultAlert } from '../../../components/fault-alert.tsx'
import { faultOf } from '../../../faults.ts'
import classes from '../rule.module.css'
import { touchedText } from './service-text.ts'

export interface TouchedPreviewProps {
  readonly repositoryId: RepositoryId
  readonly paths: readonly string[]
  /** What is being typed has not been asked yet. */
  readonly behind: boolean
}

const withoutClone =
  'Only a clone tells which commits touch a path, and there is none. Where the connection has a choice of it, read the commit history by a clone.'

/** How many commits touch the paths, asked of Git before they are saved. */
export function TouchedPreview({ repositoryId, paths, behind }: TouchedPreviewProps) {
  const input = { repositoryId, paths: [...paths] }
  const touched = useRequest('services.touched', input, { keepPrevious: true, gcTimeMs: 30_000 })
  if (touched.error) return <FaultAlert fault={faultOf(touched.error)} onRetry={() => void touched.refetch()} />
  const { data } = touched
  if (data === undefined) {
    return (
      <p className={classes['line']} role="status">
        Asking Git …
      </p>
    )
  }
  return (
    <p className={classes['line']} data-stale={behind || touched.isPlaceholderData || undefined} role="status">
      {data === null ? withoutClone : touchedText(data)}
    </p>
  )
}
