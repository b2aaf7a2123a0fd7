import { expect, test } from 'vitest'
import { WeirError } from '../contract/weir-error.ts'
import { longestDocument, readFlowDocument, writeFlowDocument } from './flow-document.ts'
import { ordinaryConfig } from './test-support.ts'

test('what is written is read again, also from a file an editor has put a byte order mark before', () => {
  const text = writeFlowDocument(ordinaryConfig())
  expect(readFlowDocument(text)).toEqual(ordinaryConfig())
  expect(readFlowDocument(`\uFEFF${text}`)).toEqual(ordinaryConfig())
})

const faultOf = (text: string): WeirError => {
  try {
    readFlowDocument(text)
  } catch (error) {
    if (error instanceof WeirError) return error
  }
  throw new Error('it was read')
}

const document = (change: object) => JSON.stringify({ ...JSON.parse(writeFlowDocument(ordinaryConfig())), ...change })

test.each([
  ['no JSON', 'name,category\nOpen,todo', /not JSON.*exported from/],
  ['nothing', '', /not JSON/],
  ['JSON of something else', '{"issues": []}', /holds no flow mapping.*exported from/],
  ['a list', '[1, 2]', /holds no flow mapping/],
  ['a later version', document({ formatVersion: 2 }), /version 2.*Update Weir\.$/],
  ['a huge file', ' '.repeat(longestDocument + 1), /too large/],
])('%s is refused, with what to do', (_, text, hint) => {
  const { code, message } = faultOf(text)
  expect(code).toBe('settings.invalid')
  expect(message).toMatch(hint)
})

test('a damaged mapping is refused with the places', () => {
  const fault = faultOf(document({ config: { flows: [{ id: 0, name: 'A', steps: 3 }], issueTypes: [] } }))
  expect(fault.fields?.map(({ path }) => path)).toEqual(['flows.0.id', 'flows.0.steps', 'flows.0.mappings'])
})
