import { unescape as urlDecoded } from 'node:querystring'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createRedactor, redactFault } from './redact.ts'
import { secretsIn } from './secret-forms.ts'

const text = fc.string({ unit: 'grapheme-ascii', maxLength: 20 })
const secret = fc.string({ unit: 'grapheme-ascii', minLength: 16, maxLength: 60 }).filter(one => !/^\s|\s$/.test(one))
/** How a text may be repeated, and how it is read back. */
const encodings: readonly { readonly write: (text: string) => string; readonly read: (text: string) => string }[] = [
  { write: plain => plain, read: shown => shown },
  { write: plain => JSON.stringify(plain), read: shown => shown.replaceAll(/\\(.)/g, '$1') },
  { write: encodeURIComponent, read: urlDecoded },
  { write: plain => Buffer.from(plain).toString('base64'), read: shown => Buffer.from(shown, 'base64').toString() },
  { write: plain => Buffer.from(plain).toString('base64url'), read: shown => Buffer.from(shown, 'base64').toString() },
]

test('however a remote repeats a secret, it cannot be read back', () => {
  fc.assert(
    fc.property(secret, text, text, fc.constantFrom(...encodings), (known, before, after, { write, read }) => {
      const said = createRedactor([known])(write(`${before}${known}${after}`))
      // In base64, neighbours share a character: of what is at either end a few bits may be left.
      expect(read(said)).not.toContain(known.slice(2, -2))
    }),
  )
})

test('a text without a secret stays as it is', () => {
  const redact = createRedactor(secretsIn({ token: 'ghp_one-token-of-two, ghp_other-token-of-two', user: 'me' }))
  expect(redact('me and ghp_other-token-of-two and ghp_')).toBe('me and ••• and ghp_')
  expect(createRedactor()('as it is')).toBe('as it is')
  expect(createRedactor(['a.c+e'])('a.c+e, abc+e')).toBe('•••, abc+e')
})

test('what is learnt later is blotted out from then on', () => {
  const redact = createRedactor()
  expect(redact('an access-token of an hour')).toContain('access-token')
  redact.learn(['access-token'])
  expect(redact('an access-token of an hour')).toBe('an ••• of an hour')
})

test('a secret that a long text is cut in is not shown by its beginning', () => {
  const secret = 'x'.repeat(3_000)
  const redact = createRedactor([secret])
  for (const length of [1_990, 39_000, 39_990]) expect(redact('.'.repeat(length) + secret)).not.toContain('x')
  expect(redact(secret.repeat(14))).not.toContain('x')
})

test('every text of a fault is redacted', () => {
  const fault = {
    code: 'remote.rejected',
    hint: 'It said: hunter2!',
    details: { git: 'remote: hunter2!', status: 400 },
    fields: [{ path: 'settings.url', message: 'hunter2!' }],
  } as const
  expect(redactFault({ ...fault, fields: [...fault.fields] }, createRedactor(['hunter2!']))).toEqual({
    code: 'remote.rejected',
    hint: 'It said: •••',
    details: { git: 'remote: •••', status: 400 },
    fields: [{ path: 'settings.url', message: '•••' }],
  })
})
