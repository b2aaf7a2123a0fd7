import {
  IconPlayerPauseFilled,
  IconPlayerPlayFilled,
  IconPlayerStopFilled,
  IconPlaylistX,
  IconRefresh,
} from '@tabler/icons-react'
import type { JobAction } from './job-actions.ts'

export const jobIcons = {
  runNow: IconRefresh,
  pause: IconPlayerPauseFilled,
  resume: IconPlayerPlayFilled,
  forceStop: IconPlayerStopFilled,
  dequeue: IconPlaylistX,
} as const satisfies Record<JobAction, unknown>
