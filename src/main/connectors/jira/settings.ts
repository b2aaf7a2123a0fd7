import { createHash } from 'node:crypto'
import { z } from 'zod'
import { SignInSite } from '../../../shared/model/sign-in.ts'
import { CertificateSetting } from '../sdk/certificate-setting.ts'
import { described, type FieldCase } from '../sdk/form-meta.ts'
import { secret } from '../sdk/secret.ts'
import { urlSetting } from '../sdk/url-setting.ts'

/** A field by its id or name; empty finds it by what it is. */
const field = (title: string, description: string) =>
  described(z.string().trim().max(200).default(''), { title, description, found: true })

const forOAuth: readonly FieldCase[] = [
  { setting: 'product', is: 'cloud', hidden: true },
  { setting: 'product', is: 'cloud-oauth', required: true },
  { setting: 'product', is: 'data-center', hidden: true },
]

export const JiraSettings = z
  .object({
    product: described(z.enum(['cloud', 'cloud-oauth', 'data-center']).default('cloud'), {
      title: 'Product',
      labels: { cloud: 'Cloud', 'cloud-oauth': 'Cloud with OAuth 2.0', 'data-center': 'Data Center' },
    }),
    url: described(urlSetting('https://acme.atlassian.net').optional(), {
      title: 'Address',
      description: 'As in the browser, up to the site.',
      placeholder: 'https://acme.atlassian.net',
      cases: [
        { setting: 'product', is: 'cloud', required: true },
        { setting: 'product', is: 'cloud-oauth', hidden: true },
        {
          setting: 'product',
          is: 'data-center',
          required: true,
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
        { setting: 'product', is: 'cloud-oauth', hidden: true },
        { setting: 'product', is: 'data-center', hidden: true },
      ],
    }),
    clientId: described(z.string().trim().max(200).default(''), {
      title: 'Client ID',
      description: 'Of an OAuth 2.0 app of your own, made as told below.',
      cases: forOAuth,
    }),
    site: described(SignInSite.nullable().default(null), { title: 'Site', format: 'site', cases: forOAuth }),
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
      cases: [{ setting: 'product', is: 'cloud-oauth', hidden: true }],
    }),
  })
  .superRefine(({ product, url, email, clientId, site }, issues) => {
    const add = (field: string, message: string) => issues.addIssue({ code: 'custom', message, path: [field] })
    if (product !== 'cloud-oauth' && url === undefined) add('url', 'Give the address of your Jira')
    if (product === 'cloud' && email === '') add('email', 'Jira Cloud needs the e-mail of the account')
    if (product === 'cloud-oauth' && clientId === '') add('clientId', 'Give the client ID of your app')
    if (product === 'cloud-oauth' && site === null) add('site', 'Sign in, and choose a site')
  })
  // Issues are linked to, and known again, by their site's own address, however it is asked.
  .transform(({ url = '', ...settings }) => ({
    ...settings,
    url: settings.product === 'cloud-oauth' && settings.site !== null ? settings.site.url.replace(/\/+$/, '') : url,
  }))
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
      { setting: 'product', is: 'cloud', required: true },
      { setting: 'product', is: 'cloud-oauth', hidden: true },
      {
        setting: 'product',
        is: 'data-center',
        required: true,
        title: 'Personal access token',
        description: 'Made in Jira under your picture, Profile, Personal Access Tokens.',
        link: {
          label: 'How to make one',
          href: 'https://confluence.atlassian.com/enterprise/using-personal-access-tokens-1026032365.html',
        },
      },
    ],
  }).optional(),
  clientSecret: secret({
    title: 'Secret',
    description: 'Of this app, shown beside its client ID.',
    cases: forOAuth,
  }).optional(),
})
export type JiraCredentials = z.infer<typeof JiraCredentials>

/** What decides which records a source's streams read and what is kept of them. */
export function fingerprintOf(settings: JiraSettings): unknown {
  const { url, storyPointsField, flaggedField, severityField, teamField, worklogs } = settings
  return { url, fields: [storyPointsField, flaggedField, severityField, teamField], worklogs }
}

/** The external id of a query of the settings: the same as long as its text is. */
export const queryId = (jql: string) => `query:${createHash('sha256').update(jql).digest('hex').slice(0, 16)}`
