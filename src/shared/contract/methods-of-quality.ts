import { z } from 'zod'
import { PageRequest } from '../model/metrics.ts'
import { QualityCount, QualityFilter, QualityFinding, QualityItem } from '../model/quality.ts'
import { Count } from '../model/time.ts'
import { query } from './define.ts'

/** What makes the numbers doubtful, and the items it is about. */
export const methodsOfQuality = {
  /** Every finding once, in the order of `qualityFindings`. */
  'quality.findings': query(
    z.object({ filter: QualityFilter.default({ from: null, to: null, teamId: null }) }),
    z.array(QualityCount),
  ),
  'quality.items': query(
    z.object({ finding: QualityFinding, filter: QualityFilter, page: PageRequest }),
    z.object({ rows: z.array(QualityItem), total: Count }),
  ),
} as const
