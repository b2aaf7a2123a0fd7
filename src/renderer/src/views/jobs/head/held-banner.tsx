import { Notice } from '../../../components/notice.tsx'

/** Says that everything is paused, and the way out. */
export function HeldBanner() {
  return (
    <Notice tone="warning" title="Everything is paused" live={false}>
      Nothing starts, by itself or by hand, also after Weir was closed and opened again. “Resume all” lets the queue go
      on and resumes every paused job.
    </Notice>
  )
}
