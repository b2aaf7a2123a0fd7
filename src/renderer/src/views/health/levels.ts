import { IconAlertTriangle, IconCircleCheck, IconCircleX } from '@tabler/icons-react'
import type { HealthLevel } from '../../../../shared/model/health.ts'

/** What each level is called and drawn as. */
export const levels = {
  healthy: { label: 'Healthy', icon: IconCircleCheck },
  warning: { label: 'Warning', icon: IconAlertTriangle },
  error: { label: 'Error', icon: IconCircleX },
} as const satisfies Readonly<Record<HealthLevel, unknown>>
