import { expect, test } from 'vitest'
import { maxMessageBytes } from '../../shared/contract/transport.ts'
import { parseMessage } from './message.ts'

const request = { id: '1', method: 'app.info', input: undefined }

test('a request passes as it is', () => {
  expect(parseMessage(request)).toEqual(request)
})

test.each([undefined, null, 'x', {}, { id: '', method: 'm' }, { id: '1' }, { id: '1', method: 'm'.repeat(200) }])(
  'what is no request is invalid input: %j',
  message => {
    expect(() => parseMessage(message)).toThrow(expect.objectContaining({ code: 'rpc.invalid_input' }))
  },
)

test('values JSON cannot carry are invalid input', () => {
  expect(() => parseMessage({ ...request, input: 1n })).toThrow(expect.objectContaining({ code: 'rpc.invalid_input' }))
})

test('the bound counts bytes, not characters', () => {
  const input = 'é'.repeat(maxMessageBytes / 2)
  expect(() => parseMessage({ ...request, input })).toThrow(expect.objectContaining({ code: 'rpc.too_large' }))
  expect(() => parseMessage({ ...request, input: input.slice(100) })).not.toThrow()
})
