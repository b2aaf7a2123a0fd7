import { type NothingToCheck, type QualityFinding, qualityFindings } from '../../../../shared/model/quality.ts'

export interface FindingText {
  readonly title: string
  /** What is counted. */
  readonly one: string
  readonly many: string
  /** What it is, and which numbers it makes doubtful. */
  readonly explanation: string
  readonly advice: string
  /** Where something can be done about it. */
  readonly remedy: { readonly label: string; readonly path: string } | null
}

const pullRequest = { one: 'pull request', many: 'pull requests' }
const incident = { one: 'incident', many: 'incidents' }
const issue = { one: 'issue', many: 'issues' }
const flow = { label: 'Open the flow mapping', path: '/flow' }
const dora = { label: 'Open DORA', path: '/dora' }
const connections = { label: 'Open the connections', path: '/connections' }

/** What each finding says. */
export const findingTexts: Readonly<Record<QualityFinding, FindingText>> = {
  doneWithoutStart: {
    ...issue,
    title: 'Done without start',
    explanation: 'They went straight to a done step and were never in progress: they have no cycle time.',
    advice: 'Map the status in which work is done to an in-progress step, or agree to move issues when work starts.',
    remedy: flow,
  },
  movedBackwards: {
    ...issue,
    title: 'Moved backwards',
    explanation:
      'They went back to an earlier step before they were done: their cycle time depends on the chosen rule.',
    advice: 'Choose the rule for moving backwards in the filter of the flow metrics; look at what sends work back.',
    remedy: null,
  },
  reopened: {
    ...issue,
    title: 'Changed after done',
    explanation: 'They left a done step again: until they are back they are not done, and earlier throughput changes.',
    advice: 'Open new issues for new work, or map the status they came back to as done where it is.',
    remedy: flow,
  },
  unmapped: {
    ...issue,
    title: 'Unmapped status',
    explanation: 'They have been in a status that no step has: that time is shown as “Unmapped” and in no step’s.',
    advice: 'Map the status to a step.',
    remedy: flow,
  },
  statusOnlyInHistory: {
    one: 'status',
    many: 'statuses',
    title: 'Status only in history',
    explanation: 'The tracker has renamed or deleted them, but issues have been in them: nobody knows their category.',
    advice: 'Map each to the step it stood for.',
    remedy: flow,
  },
  typeUnmapped: {
    one: 'issue type',
    many: 'issue types',
    title: 'Issue type without mapping',
    explanation: 'Their issues are in no flow, and so in no flow metric.',
    advice: 'Give each type a flow, or leave it out on purpose.',
    remedy: flow,
  },
  firstDeployment: {
    one: 'deployment',
    many: 'deployments',
    title: 'First deployment unattributed',
    explanation: 'What shipped with a repository’s first known deployment cannot be told: it is in no lead time.',
    advice: 'Nothing is wrong. Tags or merges from before would move the beginning back.',
    remedy: null,
  },
  negativeLeadTime: {
    one: 'change',
    many: 'changes',
    title: 'Negative lead time',
    explanation: 'The commit is dated after the deployment it shipped with: it is left out of change lead time.',
    advice: 'Check the clocks of the machines that commit and tag, and what counts as a deployment.',
    remedy: dora,
  },
  deploymentWithoutCommit: {
    one: 'tag',
    many: 'tags',
    title: 'Deployment without commit',
    explanation: 'The tag points to something that is not a commit of the repository: it is counted as no deployment.',
    advice: 'Tag the commit that was deployed; fetch the repository completely.',
    remedy: null,
  },
  shallowClone: {
    one: 'repository',
    many: 'repositories',
    title: 'History cut off',
    explanation: 'Its earlier commits, and what shipped with early deployments, are missing.',
    advice:
      'In a shallow clone, run “git fetch --unshallow”; where commits are read through the API, choose an earlier day for “Commits since”. Then sync.',
    remedy: null,
  },
  pullRequestWithoutDeployment: {
    ...pullRequest,
    title: 'Pull request without deployment',
    explanation:
      'They are merged, but in no known deployment: they have no change lead time, or none yet. Those that touch no service of a repository with services are left out, and counted apart: no deployment can hold them.',
    advice: 'Check what counts as a deployment, and that the repository was synced completely.',
    remedy: dora,
  },
  pullRequestOfNoService: {
    ...pullRequest,
    title: 'Pull request of no service',
    explanation:
      'They are merged into a repository with services and touch the paths of none: they are in no deployment and no lead time.',
    advice: 'Nothing is wrong with documents and tools. Where they are part of a service, add their paths to it.',
    remedy: dora,
  },
  negativeStage: {
    ...pullRequest,
    title: 'Negative stage',
    explanation: 'Their dates contradict each other: a stage would take less than no time, and has no data.',
    advice: 'Mostly commits were rewritten after the pull request was opened; nothing needs to be done.',
    remedy: null,
  },
  incidentWithoutDeployment: {
    ...incident,
    title: 'Incident without deployment',
    explanation: 'They belong to no deployment: they count for no change fail rate and no recovery time.',
    advice: 'Link each to the deployment that caused it, or to none on purpose.',
    remedy: dora,
  },
  openIncident: {
    ...incident,
    title: 'Incident open for more than 30 days',
    explanation: 'Nobody has closed them for so long that they may be over: the recovery time lacks them.',
    advice: 'Close what is over where it is kept.',
    remedy: null,
  },
  duplicatePeople: {
    one: 'pair',
    many: 'pairs',
    title: 'People that look like duplicates',
    explanation: 'Whoever is counted twice makes the number of authors too high, and teams incomplete.',
    advice: 'Merge those who are the same, and say which are not.',
    remedy: { label: 'Decide the suggestions', path: '/people/suggestions' },
  },
  notSynced: {
    one: 'connection',
    many: 'connections',
    title: 'Not synced for a day',
    explanation: 'Everything of theirs that happened since the last sync is missing.',
    advice: 'Sync now; check the schedule, and whether everything is paused.',
    remedy: { label: 'Open the jobs', path: '/jobs' },
  },
  connectionFailing: {
    one: 'connection',
    many: 'connections',
    title: 'Connection failing',
    explanation: 'Their last sync or verification failed: what they hold grows old.',
    advice: 'Open the connection and do what it says.',
    remedy: connections,
  },
}

/** Findings by what they are about, in the order they are shown. */
export const findingGroups: readonly { readonly title: string; readonly findings: readonly QualityFinding[] }[] = [
  {
    title: 'Flow',
    findings: ['unmapped', 'typeUnmapped', 'statusOnlyInHistory', 'doneWithoutStart', 'movedBackwards', 'reopened'],
  },
  {
    title: 'Delivery',
    findings: [
      'firstDeployment',
      'negativeLeadTime',
      'deploymentWithoutCommit',
      'pullRequestWithoutDeployment',
      'pullRequestOfNoService',
      'negativeStage',
      'incidentWithoutDeployment',
      'openIncident',
      'shallowClone',
    ],
  },
  { title: 'People', findings: ['duplicatePeople'] },
  { title: 'Connections', findings: ['connectionFailing', 'notSynced'] },
]

/** What is missing where a finding cannot be looked for. */
export const nothingTexts: Readonly<Record<NothingToCheck, string>> = {
  no_issues: 'No issues to check',
  no_repositories: 'No repositories to check',
  no_pull_requests: 'No pull requests to check',
  no_services: 'No services to check',
  no_people: 'Nobody to check',
  no_connections: 'No connections to check',
}

/** The finding of this name, as it stands in an address; null for none. */
export const findingNamed = (name: string): QualityFinding | null =>
  qualityFindings.find(finding => finding === name) ?? null
