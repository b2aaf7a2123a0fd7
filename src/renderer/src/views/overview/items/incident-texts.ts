import type { IncidentSource } from '../../../../../shared/model/incidents.ts'

/** What told of an incident, in words. */
export const sourceText: Readonly<Record<IncidentSource, string>> = {
  issue: 'Issue',
  revert: 'Revert',
  hotfix: 'Hotfix branch',
  failed_deployment: 'Failed deployment',
}
