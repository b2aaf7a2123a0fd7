import { z } from 'zod'
import { CertificateSetting } from '../sdk/certificate-setting.ts'
import { described, type FieldMeta } from '../sdk/form-meta.ts'
import { pemBlock } from '../sdk/pem.ts'
import { secret } from '../sdk/secret.ts'
import { urlSetting } from '../sdk/url-setting.ts'
import { endpointsOf } from './endpoints.ts'

const github = 'https://github.com'

const number = (meta: FieldMeta) =>
  described(z.string().trim().regex(/^\d*$/, { error: 'A number, as GitHub shows it' }).max(20).default(''), meta)

const isDay = (text: string) => /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text))

const forApp = { setting: 'access', is: 'app', required: true } as const
const notForApp = { setting: 'access', is: 'app', hidden: true } as const
const notForTokens = { setting: 'access', is: 'token', hidden: true } as const

export const GithubSettings = z
  .object({
    product: described(z.enum(['github.com', 'server']).default('github.com'), {
      title: 'Product',
      labels: { 'github.com': 'github.com', server: 'Enterprise' },
    }),
    url: described(urlSetting('https://github.acme.com').optional(), {
      title: 'Address',
      description: 'Of your Enterprise Server, or of your enterprise on ghe.com, as in the browser.',
      placeholder: 'https://github.acme.com',
      cases: [
        { setting: 'product', is: 'github.com', hidden: true },
        { setting: 'product', is: 'server', required: true },
      ],
    }),
    access: described(z.enum(['token', 'app']).default('token'), {
      title: 'Connect with',
      labels: { token: 'Access token', app: 'GitHub App' },
    }),
    appId: number({
      title: 'App ID',
      description: "On the App's own settings page, under About.",
      placeholder: '123456',
      cases: [forApp, notForTokens],
    }),
    installationId: number({
      title: 'Installation ID',
      description: 'The number that ends the address of the page where the installed App is configured.',
      placeholder: '12345678',
      cases: [forApp, notForTokens],
    }),
    history: described(z.enum(['api', 'clone', 'none']).default('api'), {
      title: 'Commit history',
      description:
        "Matches changes to deployments by commit. A clone in Weir's own data folder is the most exact, with line counts and paths; through the API takes 10 requests for 1,000 commits. Without a history, changes are told to deployments by time.",
      labels: { api: 'Through the API', clone: 'Clone', none: 'Not at all' },
    }),
    commitsSince: described(
      z
        .string()
        .trim()
        .refine(text => text === '' || isDay(text), { error: 'A day, such as 2024-01-31' })
        .default(''),
      {
        title: 'Commits since',
        description: 'Leaves out older commits, for very long histories. Empty for all of them.',
        placeholder: '2024-01-31',
        advanced: true,
        cases: [
          { setting: 'history', is: 'clone', hidden: true },
          { setting: 'history', is: 'none', hidden: true },
        ],
      },
    ),
    organizations: described(z.array(z.string().trim().min(1).max(200)).max(200).default([]), {
      title: 'Organizations',
      description: 'Their repositories can be chosen, too, besides those the account belongs to.',
      placeholder: 'acme',
      addLabel: 'Add an organization',
      advanced: true,
    }),
    searches: described(z.array(z.string().trim().min(1).max(1000)).max(50).default([]), {
      title: 'Searches',
      description: 'Repositories that GitHub finds can be chosen, too.',
      placeholder: 'org:acme topic:payments',
      addLabel: 'Add a search',
      advanced: true,
    }),
    workflowJobs: described(z.boolean().default(false), {
      title: 'Read workflow jobs',
      description: 'For deployments made by one job of a workflow. Costs a request for each workflow run.',
      advanced: true,
    }),
    certificate: described(CertificateSetting.default(''), {
      title: 'Certificate',
      description:
        'Of your own certificate authority, if the address has a certificate from one: the text of its PEM file.',
      placeholder: '-----BEGIN CERTIFICATE-----',
      multiline: true,
      advanced: true,
      cases: [{ setting: 'product', is: 'github.com', hidden: true }],
    }),
  })
  .superRefine(({ product, url, access, appId, installationId }, issues) => {
    const add = (field: string, message: string) => issues.addIssue({ code: 'custom', message, path: [field] })
    const app = access === 'app' || appId !== '' || installationId !== ''
    if (product === 'server' && url === undefined) add('url', 'Give the address of your GitHub Enterprise')
    if (app && appId === '') add('appId', 'A GitHub App is known by its ID')
    if (app && installationId === '') add('installationId', 'A GitHub App is used where it is installed')
  })
  // What is given decides, so that the form shows it again as it is.
  .transform(({ url = github, ...settings }) => ({
    ...settings,
    url,
    product: url === github ? ('github.com' as const) : ('server' as const),
    access: settings.appId === '' ? ('token' as const) : ('app' as const),
  }))
export type GithubSettings = z.infer<typeof GithubSettings>

const keyForm = /-----BEGIN ((?:RSA )?PRIVATE KEY)-----([A-Za-z0-9+/=\s]+)-----END \1-----/

export const GithubCredentials = z.object({
  token: secret({
    title: 'Access token',
    description:
      'A classic token with the scope "repo", or a fine-grained one that may read the repositories. Several, separated by spaces, are used in turn.',
    link: { label: 'Make a token', href: 'https://github.com/settings/tokens/new?scopes=repo&description=Weir' },
    cases: [
      notForApp,
      {
        setting: 'product',
        is: 'server',
        link: {
          label: 'How to make one',
          href: 'https://docs.github.com/en/enterprise-server@latest/authentication/keeping-your-account-and-data-secure/managing-your-personal-access-tokens',
        },
      },
      { setting: 'access', is: 'token', required: true },
    ],
  }).optional(),
  privateKey: secret({
    title: 'Private key',
    description: 'Of the GitHub App: paste the text of its .pem file.',
    link: {
      label: 'How to make one',
      href: 'https://docs.github.com/en/apps/creating-github-apps/authenticating-with-a-github-app/managing-private-keys-for-github-apps',
    },
    cases: [forApp, notForTokens],
  })
    .refine(text => text === '' || keyForm.test(text), { error: 'Paste the whole file: BEGIN … PRIVATE KEY …' })
    .optional(),
})
export type GithubCredentials = z.infer<typeof GithubCredentials>

export const tokensOf = ({ token = '' }: GithubCredentials): readonly string[] => [
  ...new Set(token.split(/[\s,;]+/).filter(one => one !== '')),
]

/** The private key with the line breaks put back that a one-line input drops; null without one. */
export function privateKeyOf({ privateKey = '' }: GithubCredentials): string | null {
  const [, label, body] = keyForm.exec(privateKey) ?? []
  return label === undefined || body === undefined ? null : pemBlock(label, body)
}

/** What decides which records a source's streams read and what is kept of them. */
export const fingerprintOf = ({ url, workflowJobs }: GithubSettings): unknown => ({
  host: endpointsOf(url).host,
  workflowJobs,
})

/** What decides how the streams of the commit history read it. */
export const historyFingerprint = ({ history, commitsSince }: GithubSettings): unknown =>
  history === 'api' ? { history, commitsSince } : { history }
