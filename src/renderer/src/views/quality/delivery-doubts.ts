import type { QualityFinding } from '../../../../shared/model/quality.ts'

/** What makes delivery numbers doubtful. */
export const deliveryDoubts: readonly QualityFinding[] = [
  'firstDeployment',
  'negativeLeadTime',
  'deploymentWithoutCommit',
  'pullRequestWithoutDeployment',
  'negativeStage',
  'incidentWithoutDeployment',
  'openIncident',
  'shallowClone',
  'notSynced',
  'connectionFailing',
]
