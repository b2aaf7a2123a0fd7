import { z } from 'zod'
import { CertificateSetting } from '../sdk/certificate-setting.ts'
import { pemBlock } from '../sdk/pem.ts'
import { secret } from '../sdk/secret.ts'
import { urlSetting } from '../sdk/url-setting.ts'
import { endpointsOf } from './endpoints.ts'

const number = (title: string, description: string) =>
  z
    .string()
    .trim()
    .regex(/^\d*$/, { error: 'A number, as GitHub shows it' })
    .max(20)
    .default('')
    .meta({ title, description })

export const GithubSettings = z
  .object({
    url: urlSetting('https://github.com').default('https://github.com').meta({
      title: 'Address',
      description: 'https://github.com, or that of your GitHub Enterprise.',
    }),
    organizations: z.array(z.string().trim().min(1).max(200)).max(200).default([]).meta({
      title: 'Organizations',
      description: 'Their repositories are offered besides those of the account.',
    }),
    searches: z.array(z.string().trim().min(1).max(1000)).max(50).default([]).meta({
      title: 'Searches',
      description: 'Repositories are offered that GitHub finds for these: org:acme topic:payments',
    }),
    clone: z.boolean().default(false).meta({
      title: 'Copy the commit history',
      description:
        "Keeps a copy of each repository in Weir's own data folder, by git. With it, changes are told to deployments by ancestry; without it, by time.",
    }),
    workflowJobs: z.boolean().default(false).meta({
      title: 'Read workflow jobs',
      description: 'Costs a request for each workflow run. Needed where a job, not the whole workflow, deploys.',
    }),
    appId: number('App id', 'Only to connect as a GitHub App instead of with tokens.'),
    installationId: number(
      'Installation id',
      'Of the GitHub App: the number at the end of its installation page address.',
    ),
    certificate: CertificateSetting.default('').meta({
      title: 'Certificate',
      description: 'PEM text of your own certificate authority, if the address has a certificate from one.',
    }),
  })
  .refine(({ appId, installationId }) => (appId === '') === (installationId === ''), {
    error: 'A GitHub App needs both ids',
    path: ['installationId'],
  })
export type GithubSettings = z.infer<typeof GithubSettings>

const keyForm = /-----BEGIN ((?:RSA )?PRIVATE KEY)-----([A-Za-z0-9+/=\s]+)-----END \1-----/

export const GithubCredentials = z.object({
  token: secret({
    title: 'Access tokens',
    description: 'One or several, separated by spaces: they are used in turn as their limits allow.',
  }).optional(),
  privateKey: secret({
    title: 'Private key',
    description: 'Of the GitHub App: paste the text of its .pem file.',
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
export const fingerprintOf = ({ url, workflowJobs, clone }: GithubSettings): unknown => ({
  host: endpointsOf(url).host,
  workflowJobs,
  clone,
})
