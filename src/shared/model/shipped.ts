import { z } from 'zod'
import { DeploymentId } from './ids.ts'
import { Instant } from './time.ts'

/** A deployment that something first shipped with. */
export const Shipped = z.object({
  id: DeploymentId,
  name: z.string(),
  /** Null where the repository is measured as a whole. */
  serviceName: z.string().nullable(),
  finishedAt: Instant,
})
