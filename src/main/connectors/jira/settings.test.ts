import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { formSchema } from '../sdk/form-schema.ts'
import { fingerprintOf, JiraCredentials, JiraSettings, queryId } from './settings.ts'
import { sourceOf, withoutOrder } from './source-jql.ts'

const Cases = z.array(z.object({ is: z.string(), required: z.boolean().optional() })).default([])
const Form = z.object({ properties: z.record(z.string(), z.object({ cases: Cases })) })

const good = { url: ' https://acme.atlassian.net/ ', email: 'a@b.c' }

const site = { id: 'c-1', name: 'Acme', url: 'https://acme.atlassian.net/' }
const oauth = { product: 'cloud-oauth', clientId: 'app', site }

test('a site signed in to is known by its own address, as with a token', () => {
  const [one, other] = [JiraSettings.parse({ ...oauth, url: 'https://api.example' }), JiraSettings.parse(good)]
  expect(one.url).toBe('https://acme.atlassian.net')
  expect(fingerprintOf(one)).toEqual(fingerprintOf(other))
})

test('addresses are cut to the site, with its context path', () => {
  expect(JiraSettings.parse(good).url).toBe('https://acme.atlassian.net')
  const dataCenter = { product: 'data-center', url: 'https://jira.acme.com/jira/?x=1#y' }
  expect(JiraSettings.parse(dataCenter).url).toBe('https://jira.acme.com/jira')
})

test.each([
  ['no address', { ...good, url: 'acme' }, 'url'],
  ['another protocol', { ...good, url: 'ftp://acme.com' }, 'url'],
  ['credentials in the address', { ...good, url: 'https://me:pw@acme.com' }, 'url'],
  ['Cloud without an e-mail', { url: good.url }, 'email'],
  ['no address at all', { email: 'a@b.c' }, 'url'],
  ['OAuth without an app', { ...oauth, clientId: '' }, 'clientId'],
  ['OAuth without a site', { ...oauth, site: null }, 'site'],
  ['no certificate', { ...good, certificate: 'hello' }, 'certificate'],
])('%s is refused on its field', (_, settings, field) => {
  expect(JiraSettings.safeParse(settings).error?.issues.map(({ path }) => path.join('.'))).toEqual([field])
})

test('a certificate pasted on one line has its lines back', () => {
  const body = createHash('sha512').update('x').digest('base64').repeat(2)
  const pem = `-----BEGIN CERTIFICATE-----\n${body.slice(0, 64)}\n${body.slice(64, 128)}\n${body.slice(128)}\n-----END CERTIFICATE-----\n`
  const pasted = pem.replaceAll('\n', ' ')
  expect(JiraSettings.parse({ ...good, certificate: pasted.repeat(2) }).certificate).toBe(pem.repeat(2))
})

test('the form asks for what each product needs, in words', () => {
  const form = formSchema(JiraSettings)
  expect(form).toMatchObject({
    properties: {
      product: {
        enum: ['cloud', 'cloud-oauth', 'data-center'],
        labels: { cloud: 'Cloud', 'cloud-oauth': 'Cloud with OAuth 2.0', 'data-center': 'Data Center' },
      },
      worklogs: { type: 'boolean', advanced: true },
      queries: { type: 'array', addLabel: 'Add a query', advanced: true },
      certificate: { multiline: true },
      teamField: { found: true },
      site: { format: 'site' },
    },
  })
  expect(formSchema(JiraCredentials)).toMatchObject({
    properties: { token: { secret: true }, clientSecret: { secret: true } },
  })
  const properties = [form, formSchema(JiraCredentials)].flatMap(one => Object.entries(Form.parse(one).properties))
  const asked = (product: string) =>
    properties.flatMap(([name, { cases }]) =>
      cases.some(one => one.is === product && one.required === true) ? [name] : [],
    )
  expect(asked('cloud')).toEqual(['url', 'email', 'token'])
  expect(asked('cloud-oauth')).toEqual(['clientId', 'site', 'clientSecret'])
  expect(asked('data-center')).toEqual(['url', 'token'])
})

test('a query loses its order, but not what only looks like it', () => {
  expect(withoutOrder('labels = a order  by rank DESC')).toBe('(labels = a)')
  expect(withoutOrder('summary ~ "put in order by hand" OR x = 1 ORDER BY y')).toBe(
    '(summary ~ "put in order by hand" OR x = 1)',
  )
})

test('a query that left the settings is named as missing', () => {
  const settings = JiraSettings.parse({ ...good, queries: ['labels = a'] })
  expect(sourceOf({ externalId: queryId('labels = a'), name: '' }, settings)).toEqual({
    kind: 'query',
    jql: 'labels = a',
  })
  expect(() => sourceOf({ externalId: queryId('labels = b'), name: 'b' }, settings)).toThrow('not in the settings')
})
