import type { JsonObject } from '../shared/reply.ts'

const categories = {
  new: { id: 2, key: 'new', colorName: 'blue-gray', name: 'To Do' },
  indeterminate: { id: 4, key: 'indeterminate', colorName: 'yellow', name: 'In Progress' },
  done: { id: 3, key: 'done', colorName: 'green', name: 'Done' },
} as const

const status = (
  id: string,
  name: string,
  category: keyof typeof categories,
): JsonObject & { id: string; name: string } => ({
  id,
  name,
  description: '',
  statusCategory: categories[category],
})

/** The ordinary way of an issue, from beginning to end. */
export const path = [
  status('10000', 'To Do', 'new'),
  status('10001', 'In Progress', 'indeterminate'),
  status('10002', 'In Review', 'indeterminate'),
  status('10003', 'Waiting for release', 'indeterminate'),
  status('10004', 'Done', 'done'),
] as const
export const blocked = status('10005', 'Blocked', 'indeterminate')
/** In histories only: deleted since. */
export const retired = status('10006', 'QA (old)', 'indeterminate')

export const statuses: readonly JsonObject[] = [...path, blocked]

const type = (id: string, name: string, hierarchyLevel: number, subtask = false) => ({
  id,
  name,
  subtask,
  hierarchyLevel,
  description: '',
})
export const issueTypes = [
  type('1', 'Story', 0),
  type('2', 'Bug', 0),
  type('3', 'Task', 0),
  type('4', 'Epic', 1),
] as const

export const customFields = {
  sprint: 'customfield_10020',
  storyPoints: 'customfield_10016',
  flagged: 'customfield_10021',
  severity: 'customfield_10030',
  team: 'customfield_10001',
} as const

const custom = (id: string, name: string, kind: string, schema: JsonObject) => ({
  id,
  key: id,
  name,
  custom: true,
  schema: { ...schema, custom: kind, customId: Number(id.slice('customfield_'.length)) },
})
const system = (id: string, name: string, kind: string) => ({
  id,
  key: id,
  name,
  custom: false,
  schema: { type: kind, system: id },
})
const plain = 'com.atlassian.jira.plugin.system.customfieldtypes'

export const fields: readonly JsonObject[] = [
  system('summary', 'Summary', 'string'),
  system('status', 'Status', 'status'),
  system('issuetype', 'Issue Type', 'issuetype'),
  system('assignee', 'Assignee', 'user'),
  system('labels', 'Labels', 'array'),
  custom(customFields.sprint, 'Sprint', 'com.pyxis.greenhopper.jira:gh-sprint', { type: 'array', items: 'json' }),
  custom(customFields.storyPoints, 'Story point estimate', 'com.pyxis.greenhopper.jira:jsw-story-points', {
    type: 'number',
  }),
  custom(customFields.flagged, 'Flagged', `${plain}:multicheckboxes`, { type: 'array', items: 'option' }),
  custom(customFields.severity, 'Severity', `${plain}:select`, { type: 'option' }),
  custom(customFields.team, 'Team', 'com.atlassian.jira.plugin.system.customfieldtypes:atlassian-team', {
    type: 'team',
  }),
]

const names = [
  'Anna Berg',
  'Ben Okafor',
  'Chloé Martin',
  'Daniel Kim',
  'Elif Yılmaz',
  'Femi Ade',
  'Grace Lin',
  'Hugo Novak',
]

/** People as both products describe them. */
export const accounts: readonly JsonObject[] = names.map((displayName, index) => ({
  accountId: `70121:account-${index}`,
  accountType: 'atlassian',
  key: `JIRAUSER1010${index}`,
  name: `user${index}`,
  emailAddress: `user${index}@example.org`,
  displayName,
  active: true,
}))

export const labels = ['backend', 'frontend', 'customer', 'debt', 'security']
export const priorities = ['Highest', 'High', 'Medium', 'Low'].map((name, index) => ({ id: String(index + 1), name }))
export const severities = ['S1', 'S2', 'S3'].map((value, index) => ({ id: String(100 + index), value }))
export const teams = ['Platform', 'Payments', 'Mobile'].map((name, index) => ({ id: `team-${index}`, name }))
