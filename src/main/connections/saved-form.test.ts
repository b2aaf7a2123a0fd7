import { expect, test } from 'vitest'
import { isSaved, keptSecrets } from './saved-form.ts'
import { connectorById, parseForm } from './settings.ts'

const parsed = (connectorId: string, settings: object) =>
  parseForm(connectorById(connectorId).settings, settings, 'settings') as Record<string, unknown>

const jira = { product: 'cloud', url: 'https://acme.atlassian.net', email: 'ada@acme.com' }
const jiraServer = { product: 'data-center', url: 'https://jira.acme.com/jira' }
const app = {
  product: 'cloud-oauth',
  clientId: 'app',
  site: { id: '1', name: 'Acme', url: 'https://acme.atlassian.net' },
}
const github = { product: 'server', url: 'https://github.acme.com' }
const remotes = (...remotes: string[]) => ({ remotes })

const kept = (connectorId: string, before: object, after: object, credentials: Record<string, string | null> = {}) => {
  const saved = { settings: parsed(connectorId, before), secrets: { token: 'stored' } }
  return keptSecrets(connectorById(connectorId), saved, { settings: parsed(connectorId, after), credentials })
}

test.each([
  ['jira', jira, { ...jira, email: 'grace@acme.com', queries: ['project = APP'] }],
  ['jira', jiraServer, { ...jiraServer, url: 'https://jira.acme.com/other' }],
  ['github', github, { ...github, url: 'https://github.acme.com/api/v3', history: 'clone' }],
  ['git', remotes('https://a.example/1', 'https://b.example/2'), remotes('https://b.example/3', 'git@c.example:4')],
])('%s: a secret goes on being used where it was shown before', (id, before, after) => {
  expect(kept(id, before, after)).toEqual({ token: 'stored' })
})

test.each([
  ['jira', jira, { ...jira, url: 'https://acme.attacker.example' }],
  ['jira', jiraServer, { ...jiraServer, url: 'http://jira.acme.com/jira' }],
  ['github', github, { ...github, url: 'https://github.attacker.example' }],
  ['github', github, { product: 'github.com' }],
  ['git', remotes('https://a.example/1'), remotes('https://a.example/1', 'https://attacker.example/2')],
])('%s: at another address it is to be entered again, or removed', (id, before, after) => {
  expect(() => kept(id, before, after)).toThrow(
    expect.objectContaining({
      code: 'settings.invalid',
      fields: [expect.objectContaining({ path: 'credentials.token' })],
    }),
  )
  expect(kept(id, before, after, { token: 'new' })).toEqual({})
  expect(kept(id, before, after, { token: null })).toEqual({})
})

test('one that the form does not ask for any more is dropped', () => {
  expect(kept('jira', jira, app)).toEqual({})
})

test('a form is what is saved, whatever was chosen among findings, unless anything else differs', () => {
  const secrets = { token: 'stored' }
  const saved = { settings: { ...parsed('jira', jira), teamField: 'customfield_1' }, secrets }
  const isIt = (settings: object, others = secrets) =>
    isSaved(connectorById('jira'), saved, { settings: parsed('jira', settings), secrets: others })
  expect(isIt(jira)).toBe(true)
  expect(isIt({ ...jira, teamField: 'customfield_2' })).toBe(true)
  expect(isIt({ ...jira, url: 'https://other.atlassian.net' })).toBe(false)
  expect(isIt({ ...jira, queries: ['project = APP'] })).toBe(false)
  expect(isIt(jira, { token: 'other' })).toBe(false)
})
