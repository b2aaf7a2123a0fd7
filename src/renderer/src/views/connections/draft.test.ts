import { expect, test } from 'vitest'
import type { SourceOption } from '../../../../shared/model/connection.ts'
import { suggestedName } from './draft.ts'

const option = (name: string): SourceOption => ({
  externalId: name,
  name,
  kind: 'repository',
  description: '',
  warning: null,
  amount: null,
  suggested: true,
})
const two = [option('acme/shop'), option('acme/api')]

test('a connection is called by its only source, else by the place it leads to', () => {
  const nameOf = (settings: Record<string, unknown>, options = two) => suggestedName({ settings }, options)
  expect(nameOf({ product: 'github.com', access: 'token' })).toBe('github.com')
  expect(nameOf({ product: 'server', url: 'https://git.acme.org/' })).toBe('git.acme.org')
  expect(nameOf({ product: 'cloud', url: 'https://acme.atlassian.net', email: 'a@b.org' })).toBe('acme.atlassian.net')
  const site = { id: 'c-1', name: 'Acme', url: 'https://acme.atlassian.net' }
  expect(nameOf({ product: 'cloud-oauth', clientId: 'x', site })).toBe('acme.atlassian.net')
  expect(nameOf({ folders: ['/home/ada/work/'] })).toBe('work')
  expect(nameOf({ product: 'github.com' }, [option('acme/shop')])).toBe('acme/shop')
})
