import { z } from 'zod'
import { WeirError } from '../../../shared/contract/weir-error.ts'
import { SignInSite } from '../../../shared/model/sign-in.ts'
import { answerOf } from '../sdk/answer.ts'
import type { OAuthHosts, OAuthProvider, SignInForm } from '../sdk/oauth.ts'

/**
 * Of the platform, classic ones; Jira Software has granular ones only, and its boards want those of projects and issues besides.
 * https://developer.atlassian.com/cloud/jira/software/scopes-for-oauth-2-3LO-and-forge-apps/
 */
export const permissions = [
  'read:jira-work',
  'read:jira-user',
  'read:project:jira',
  'read:issue-details:jira',
  'read:board-scope:jira-software',
  'read:board-scope.admin:jira-software',
  'read:sprint:jira-software',
] as const

const atlassianHosts: OAuthHosts = { auth: 'https://auth.atlassian.com', api: 'https://api.atlassian.com' }

const Resources = z.array(SignInSite.extend({ scopes: z.array(z.string()) }))

/** Atlassian's OAuth 2.0 (3LO). https://developer.atlassian.com/cloud/jira/platform/oauth-2-3lo-apps/ */
export const atlassian: OAuthProvider = {
  title: 'Atlassian',
  hosts: atlassianHosts,
  consoleUrl: 'https://developer.atlassian.com/console/myapps/',
  permissions,
  permissionsHint:
    'Under Permissions, add the Jira API with these scopes, the first two classic and the others granular:',
  // Makes Atlassian give refresh tokens.
  furtherScopes: ['offline_access'],
  parameters: { audience: 'api.atlassian.com', prompt: 'consent' },
  client(form) {
    if (form.settings['product'] !== 'cloud-oauth') return null
    const id = textIn(form, 'settings', 'clientId')
    const secret = textIn(form, 'credentials', 'clientSecret')
    const missing = [
      ...(id === '' ? [{ path: 'settings.clientId', message: 'Give the client ID of your app' }] : []),
      ...(secret === '' ? [{ path: 'credentials.clientSecret', message: 'Give the secret of your app' }] : []),
    ]
    if (missing.length === 0) return { id, secret }
    throw new WeirError('settings.invalid', { hint: 'An app of your own is needed to sign in with.', fields: missing })
  },
  async sites(http, api, token) {
    const path = 'oauth/token/accessible-resources'
    const headers = { authorization: `Bearer ${token}` }
    const { body } = await http.open({ baseUrl: api, title: 'Atlassian', headers, secrets: [token] }).send({ path })
    const found = answerOf(Resources, body, 'Atlassian', path).filter(site => site.scopes.some(isOfJira))
    return [...new Map(found.map(({ id, name, url }) => [id, { id, name, url }])).values()]
  },
}

/** A site with other products only is listed, too. */
const isOfJira = (scope: string) => /:jira(?:-|$)/.test(scope)

function textIn(form: SignInForm, part: keyof SignInForm, name: string): string {
  const value = form[part][name]
  return typeof value === 'string' ? value.trim() : ''
}
