import { createHash } from 'node:crypto'
import { z } from 'zod'
import { CertificateSetting } from '../sdk/certificate-setting.ts'
import { secret } from '../sdk/secret.ts'
import { urlSetting } from '../sdk/url-setting.ts'

/** A field by its id or name; empty finds it by what it is. */
const field = (title: string, description: string) =>
  z.string().trim().max(200).default('').meta({ title, description })

export const JiraSettings = z
  .object({
    product: z.enum(['cloud', 'data-center']).default('cloud').meta({ title: 'Product' }),
    url: urlSetting('https://acme.atlassian.net').meta({
      title: 'Address',
      description:
        'As in the browser, without anything after the site: https://acme.atlassian.net or https://jira.acme.com/jira',
    }),
    email: z.string().trim().max(320).default('').meta({
      title: 'E-mail',
      description: 'Jira Cloud only: of the account the API token belongs to.',
    }),
    storyPointsField: field('Story points field', 'Name or id. Found by itself where it has its usual name.'),
    flaggedField: field('Flagged field', 'Name or id. Found by itself where it has its usual name.'),
    severityField: field('Severity field', 'Name or id.'),
    teamField: field('Team field', 'Name or id. Found by itself where it has its usual name.'),
    worklogs: z.boolean().default(false).meta({ title: 'Read worklogs', description: 'Time logged on each issue.' }),
    queries: z.array(z.string().trim().min(1).max(4000)).max(100).default([]).meta({
      title: 'JQL queries',
      description: 'Each becomes a data source of its own, beside projects, boards and saved filters.',
    }),
    certificate: CertificateSetting.default('').meta({
      title: 'Certificate',
      description: 'PEM text of your own certificate authority, if the address has a certificate from one.',
    }),
  })
  .refine(({ product, email }) => product !== 'cloud' || email !== '', {
    error: 'Jira Cloud needs the e-mail of the account',
    path: ['email'],
  })
export type JiraSettings = z.infer<typeof JiraSettings>

export const JiraCredentials = z.object({
  token: secret({
    title: 'API token',
    description: 'Jira Cloud: an API token of the account. Data Center: a personal access token.',
  }).min(1),
})
export type JiraCredentials = z.infer<typeof JiraCredentials>

/** What decides which records a source's streams read and what is kept of them. */
export function fingerprintOf(settings: JiraSettings): unknown {
  const { url, storyPointsField, flaggedField, severityField, teamField, worklogs } = settings
  return { url, fields: [storyPointsField, flaggedField, severityField, teamField], worklogs }
}

/** The external id of a query of the settings: the same as long as its text is. */
export const queryId = (jql: string) => `query:${createHash('sha256').update(jql).digest('hex').slice(0, 16)}`
