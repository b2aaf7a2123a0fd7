import { generateKeyPairSync } from 'node:crypto'
import { expect, test } from 'vitest'
import { formSchema } from '../sdk/form-schema.ts'
import { endpointsOf } from './endpoints.ts'
import { fingerprintOf, GithubCredentials, GithubSettings, privateKeyOf, tokensOf } from './settings.ts'

test.each([
  ['https://github.com', 'https://api.github.com', '', '/graphql', 'github.com'],
  ['https://api.github.com/', 'https://api.github.com', '', '/graphql', 'github.com'],
  ['https://www.github.com/acme', 'https://api.github.com', '', '/graphql', 'github.com'],
  ['https://acme.ghe.com', 'https://api.acme.ghe.com', '', '/graphql', 'acme.ghe.com'],
  ['https://api.acme.ghe.com', 'https://api.acme.ghe.com', '', '/graphql', 'acme.ghe.com'],
  ['https://git.acme.org', 'https://git.acme.org', '/api/v3', '/api/graphql', 'git.acme.org'],
  ['https://Git.acme.org:8443/api/v3', 'https://git.acme.org:8443', '/api/v3', '/api/graphql', 'git.acme.org:8443'],
])('%s is asked where its API is', (address, origin, rest, graphql, host) => {
  const web = `https://${host}`
  expect(endpointsOf(GithubSettings.parse({ url: address }).url)).toEqual({ origin, web, rest, graphql, host })
})

test('nothing but credentials is needed for github.com', () => {
  expect(GithubSettings.parse({})).toMatchObject({ url: 'https://github.com', workflowJobs: false, organizations: [] })
  expect(formSchema(GithubSettings)['required'] ?? []).toEqual([])
})

test('a GitHub App needs both ids, as numbers', () => {
  const problems = (settings: object) =>
    GithubSettings.safeParse(settings).error?.issues.map(({ path }) => path.join('.')) ?? []
  expect(problems({ appId: '12' })).toEqual(['installationId'])
  expect(problems({ appId: 'weir', installationId: '5' })).toEqual(['appId'])
  expect(problems({ appId: '12', installationId: '5' })).toEqual([])
})

test('what is given decides what the form shows: github.com or an address, a token or an App', () => {
  const of = (settings: object) => {
    const { product, url, access } = GithubSettings.parse(settings)
    return [product, url, access]
  }
  const server = 'https://git.acme.org'
  expect(of({})).toEqual(['github.com', 'https://github.com', 'token'])
  expect(of({ url: server })).toEqual(['server', server, 'token'])
  expect(of({ product: 'server', url: server, appId: '1', installationId: '2' })).toEqual(['server', server, 'app'])
  expect(of(GithubSettings.parse({ url: server }))).toEqual(of({ url: server }))
  const wrong = (settings: object) => GithubSettings.safeParse(settings).error?.issues.map(({ path }) => path.join('.'))
  expect(wrong({ product: 'server' })).toEqual(['url'])
  expect(wrong({ access: 'app' })).toEqual(['appId', 'installationId'])
})

test('several tokens are told apart however they are separated', () => {
  expect(tokensOf({ token: ' one two,three;one\t' })).toEqual(['one', 'two', 'three'])
  expect(tokensOf({})).toEqual([])
})

test.each(['pkcs1', 'pkcs8'] as const)('a private key in %s that lost its line breaks has them back', type => {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const pem = String(privateKey.export({ type, format: 'pem' }))
  const pasted = GithubCredentials.parse({ privateKey: pem.replaceAll('\n', '') })
  expect(privateKeyOf(pasted)).toBe(pem)
  expect(GithubCredentials.safeParse({ privateKey: 'hello' }).success).toBe(false)
  expect(privateKeyOf({ privateKey: '' })).toBeNull()
})

test('only what changes the records starts the streams afresh', () => {
  const base = { url: 'https://github.com' }
  const of = (more: object) => JSON.stringify(fingerprintOf(GithubSettings.parse({ ...base, ...more })))
  expect(of({ organizations: ['acme'], url: 'https://api.github.com' })).toBe(of({}))
  expect(of({ workflowJobs: true })).not.toBe(of({}))
})
