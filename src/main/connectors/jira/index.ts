import { defineConnector } from '../sdk/connector.ts'
import { discover } from './discover.ts'
import { atlassian } from './oauth.ts'
import { fingerprintOf, JiraCredentials, JiraSettings } from './settings.ts'
import { type JiraSizes, jiraSizes } from './sizes.ts'
import { issueSweep } from './streams/issue-sweep.ts'
import { issues } from './streams/issues.ts'
import { listStreams } from './streams/lists.ts'
import { verify } from './verify.ts'

/** Jira Cloud and Data Center: issues with their whole history, and what they refer to. */
export const createJiraConnector = (sizes: JiraSizes) =>
  defineConnector<JiraSettings, JiraCredentials>({
    id: 'jira',
    title: 'Jira',
    description: 'Issues with their history, boards and sprints of Jira Cloud or Data Center.',
    auth: ['api_key', 'oauth2', 'token'],
    sourceNoun: { one: 'project', many: 'projects' },
    sourceKinds: {
      project: { one: 'project', many: 'projects' },
      board: { one: 'board', many: 'boards' },
      filter: { one: 'saved filter', many: 'saved filters' },
      query: { one: 'JQL query', many: 'JQL queries' },
    },
    settings: JiraSettings,
    credentials: JiraCredentials,
    oauth: atlassian,
    secretsGoTo: ({ product, url }) => [product === 'cloud-oauth' ? atlassian.hosts.auth : new URL(url).origin],
    fingerprint: fingerprintOf,
    streams: [...listStreams(sizes), issues(sizes), issueSweep(sizes)],
    verify: verify(sizes),
    discover: discover(sizes),
  })

export const jira = createJiraConnector(jiraSizes)
