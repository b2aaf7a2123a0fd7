import { type FlowConfig, foldName } from '../model/flow.ts'
import type { FlowProblem } from '../model/flow-mapping.ts'
import { warning } from './problem.ts'
import type { KnownNames } from './validate-flow-config.ts'

/** What a configuration names that there is not. */
export function unknownNames({ flows, issueTypes }: FlowConfig, known: KnownNames): FlowProblem[] {
  const statuses = new Set(known.statuses.map(foldName))
  const types = new Set(known.issueTypes.map(foldName))
  return [
    ...flows.flatMap((flow, at) =>
      flow.mappings.flatMap(({ status }, index) =>
        statuses.has(foldName(status))
          ? []
          : [
              warning(
                `flows.${at}.mappings.${index}.status`,
                `No issue was ever in “${status}”, which “${flow.name}” maps. It does no harm, and counts once it appears.`,
              ),
            ],
      ),
    ),
    ...issueTypes.flatMap(({ issueType }, index) =>
      types.has(foldName(issueType))
        ? []
        : [
            warning(
              `issueTypes.${index}.issueType`,
              `There is no issue type “${issueType}”. It does no harm, and counts once it appears.`,
            ),
          ],
    ),
  ]
}
