import { createHash } from 'node:crypto'
import { z } from 'zod'
import { CertificateSetting } from '../sdk/certificate-setting.ts'
import { described } from '../sdk/form-meta.ts'
import { secret } from '../sdk/secret.ts'
import { urlSetting } from '../sdk/url-setting.ts'

/** A field by its id or name; empty finds it by what it is. */
const field = (title: string, description: string) =>
  described(z.string().trim().max(200).default(''), { title, description, found: true })

export const JiraSettings = z
  .object({
    product: described(z.enum(['cloud', 'data-center']).default('cloud'), {
      title: 'Product',
      labels: { cloud: 'Cloud', 'data-center': 'Data Center' },
    }),
    url: described(urlSetting('https://acme.atlassian.net'), {
      title: 'Address',
      description: 'As in the browser, up to the site.',
      placeholder: 'https://acme.atlassian.net',
      cases: [
        {
          setting: 'product',
          is: 'data-center',
          description: 'As in the browser, with the context path if there is one.',
          placeholder: 'https://jira.acme.com/jira',
        },
      ],
    }),
    email: described(z.string().trim().max(320).default(''), {
      title: 'E-mail',
      description: 'Of the Atlassian account that the API token belongs to.',
      placeholder: 'you@acme.com',
      cases: [
        { setting: 'product', is: 'cloud', required: true },
        { setting: 'product', is: 'data-center', hidden: true },
      ],
    }),
    storyPointsField: field('Story points', 'The estimate of an issue.'),
    flaggedField: field('Flagged', 'Marks an issue as blocked.'),
    severityField: field('Severity', 'How bad a bug or an incident is.'),
    teamField: field('Team', 'Whose issue it is.'),
    worklogs: described(z.boolean().default(false), {
      title: 'Read worklogs',
      description: 'The time logged on each issue.',
      advanced: true,
    }),
    queries: described(z.array(z.string().trim().min(1).max(4000)).max(100).default([]), {
      title: 'JQL queries',
      description: 'Each can be synced like a project, beside projects, boards and saved filters.',
      placeholder: 'project = APP AND labels = customer',
      addLabel: 'Add a query',
      advanced: true,
    }),
    certificate: described(CertificateSetting.default(''), {
      title: 'Certificate',
      description:
        'Of your own certificate authority, if the address has a certificate from one: the text of its PEM file.',
      placeholder: '-----BEGIN CERTIFICATE-----',
      multiline: true,
      advanced: true,
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
    description: 'Of this account; not its password.',
    link: {
      label: 'Make an API token',
      href: 'https://id.atlassian.com/manage-profile/security/api-tokens',
    },
    cases: [
      {
        setting: 'product',
        is: 'data-center',
        title: 'Personal access token',
        description: 'Made in Jira under your picture, Profile, Personal Access Tokens.',
        link: {
          label: 'How to make one',
          href: 'https://confluence.atlassian.com/enterprise/using-personal-access-tokens-1026032365.html',
        },
      },
    ],
  }).min(1, { error: 'Jira needs a token' }),
})
export type JiraCredentials = z.infer<typeof JiraCredentials>

/** What decides which records a source's streams read and what is kept of them. */
export function fingerprintOf(settings: JiraSettings): unknown {
  const { url, storyPointsField, flaggedField, severityField, teamField, worklogs } = settings
  return { url, fields: [storyPointsField, flaggedField, severityField, teamField], worklogs }
}

/** The external id of a query of the settings: the same as long as its text is. */
export const queryId = (jql: string) => `query:${createHash('sha256').update(jql).digest('hex').slice(0, 16)}`
