import { z } from 'zod'
import { FlowConfig } from '../model/flow.ts'
import { FlowImpact, FlowMapping, FlowProblem, FlowVersion } from '../model/flow-mapping.ts'
import { FlowVersionId } from '../model/ids.ts'
import { PageRequest } from '../model/metrics.ts'
import { Count } from '../model/time.ts'
import { command, query } from './define.ts'

/** How the statuses of issues become the steps of flows. */
export const methodsOfFlowMapping = {
  'flow.get': query(z.void(), FlowMapping),
  /** What a configuration would change, also one that could not be saved. */
  'flow.preview': query(z.object({ config: FlowConfig }), FlowImpact),
  /**
   * `settings.invalid` names what is wrong; `settings.conflict` says that `baseRevision` (0: none) is not the newest any more. An empty
   * summary is made from what has changed.
   */
  'flow.save': command(
    z.object({ config: FlowConfig, baseRevision: Count, summary: z.string().trim().max(500) }),
    FlowVersion,
  ),
  /** Newest first. */
  'flow.versions': query(PageRequest, z.object({ rows: z.array(FlowVersion), total: Count })),
  'flow.version': query(z.object({ revision: FlowVersionId }), z.object({ version: FlowVersion, config: FlowConfig })),
  /** Saves an earlier version's configuration once more, as the newest. Faults as `flow.save`. */
  'flow.restore': command(z.object({ revision: FlowVersionId, baseRevision: Count }), FlowVersion),
  /** The newest version, or an earlier one, as a document for `flow.import`. */
  'flow.export': query(
    z.object({ revision: FlowVersionId.nullable().default(null) }),
    z.object({ fileName: z.string(), text: z.string() }),
  ),
  /** What a document holds, to be looked at and saved by `flow.save`. `settings.invalid` for one that is none. */
  'flow.import': query(
    z.object({ text: z.string().max(1_000_000) }),
    z.object({ config: FlowConfig, problems: z.array(FlowProblem) }),
  ),
} as const
