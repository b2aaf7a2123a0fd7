import { expect, test } from 'vitest'
import { fieldsFor, formFields } from './form-fields.ts'
import { initialValues, settingsToSend } from './form-values.ts'

const link = { label: 'Make one', href: 'https://example.com/tokens' }
const fields = formFields({
  required: ['url', 'token'],
  properties: {
    product: { type: 'string', enum: ['cloud', 'own'], labels: { cloud: 'Cloud' }, default: 'cloud' },
    url: { type: 'string', title: 'Address' },
    email: {
      type: 'string',
      cases: [
        { setting: 'product', is: 'cloud', required: true },
        { setting: 'product', is: 'own', hidden: true },
      ],
    },
    token: {
      type: 'string',
      secret: true,
      title: 'API token',
      link,
      cases: [{ setting: 'product', is: 'own', title: 'Personal access token' }],
    },
    team: { type: 'string', found: true, default: '' },
    queries: { type: 'array', items: { type: 'string' }, addLabel: 'Add a query', advanced: true },
  },
})
const shown = (product: string) => new Map(fieldsFor(fields, { product }).map(field => [field.name, field]))

test('a choice is shown in words where it has some', () => {
  expect(shown('cloud').get('product')?.kind).toEqual({
    type: 'choice',
    choices: [
      { value: 'cloud', label: 'Cloud' },
      { value: 'own', label: 'own' },
    ],
  })
})

test('a form asks for what goes with what was chosen', () => {
  expect([...shown('cloud').keys()]).toEqual(['product', 'url', 'email', 'token', 'team', 'queries'])
  expect(shown('own').has('email')).toBe(false)
  expect(shown('cloud').get('email')).toMatchObject({ required: true })
  expect(shown('cloud').get('token')).toMatchObject({ title: 'API token', link })
  expect(shown('own').get('token')).toMatchObject({ title: 'Personal access token', link, required: true })
})

test('what does not apply, or is chosen after the verification, is not sent for it', () => {
  const entered = { product: 'own', url: 'https://a.b', email: 'old@a.b', team: 'customfield_1', queries: [' '] }
  expect(settingsToSend(fields, entered)).toEqual({ product: 'own', url: 'https://a.b', queries: [] })
})

test('a field whose link leads to no https address is left out', () => {
  const schema = { properties: { a: { type: 'string', link: { label: 'x', href: 'javascript:alert(1)' } } } }
  expect(formFields(schema)).toEqual([])
})

test('a site that is signed in to is entered by signing in, and sent as it was found', () => {
  const schema = { properties: { site: { anyOf: [], format: 'site', title: 'Site', default: null } } }
  const fields = formFields(schema)
  expect(fields).toMatchObject([{ name: 'site', kind: { type: 'site' }, title: 'Site', initial: null }])
  const site = { id: 'c-1', name: 'Acme', url: 'https://acme.atlassian.net' }
  expect(settingsToSend(fields, { site })).toEqual({ site })
  expect(settingsToSend(fields, initialValues(fields))).toEqual({})
})
