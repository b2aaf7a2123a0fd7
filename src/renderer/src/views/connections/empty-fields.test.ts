import { expect, test } from 'vitest'
import { emptyFields } from './empty-fields.ts'
import { formFields } from './form-fields.ts'

const form = {
  settings: formFields({
    properties: {
      product: { type: 'string', enum: ['cloud', 'server'], default: 'cloud' },
      url: { type: 'string', title: 'Address' },
      email: { type: 'string', title: 'E-mail', cases: [{ setting: 'product', is: 'server', hidden: true }] },
      note: { type: 'string' },
    },
    required: ['product', 'url', 'email'],
  }),
  secrets: formFields({
    properties: { token: { type: 'string', title: 'API token', secret: true } },
    required: ['token'],
  }),
}
const nothing = { settings: { product: 'cloud', url: ' ', email: '', note: '' }, secrets: { token: '' } }
const stored = [{ name: 'token', mask: '••••' }]

test('every field that must be entered and is not is named at once', () => {
  expect([...emptyFields(form, nothing, [])]).toEqual([
    ['settings.url', 'Enter the address'],
    ['settings.email', 'Enter the e-mail'],
    ['credentials.token', 'Enter the API token'],
  ])
})

test('what does not apply to these settings need not be entered', () => {
  const settings = { ...nothing.settings, product: 'server', url: 'https://jira.example' }
  expect([...emptyFields(form, { ...nothing, settings }, []).keys()]).toEqual(['credentials.token'])
})

test('a stored secret need not be entered again, unless it is removed', () => {
  expect([...emptyFields(form, nothing, stored).keys()]).not.toContain('credentials.token')
  const removed = { ...nothing, secrets: { token: null } }
  expect([...emptyFields(form, removed, stored).keys()]).toContain('credentials.token')
})
