import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decode, encode } from './page/codec.js'

const plain = fc.letrec(tie => ({
  value: fc.oneof(
    fc.string(),
    fc.double(),
    fc.boolean(),
    fc.constantFrom(null, undefined),
    fc.bigInt(),
    fc.date({ noInvalidDate: true }),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(
      fc.string().filter(key => key !== '__proto__'),
      tie('value'),
      { maxKeys: 4, noNullPrototype: true },
    ),
  ),
})).value

test('what structured clone carries arrives as it was', () => {
  fc.assert(
    fc.property(plain, value => {
      expect(decode(encode(value))).toEqual(value)
    }),
  )
  const rich = { map: new Map([[1, new Set(['a'])]]), bytes: new Uint8Array([1, 255]), error: new RangeError('no') }
  expect(decode(encode(rich))).toEqual(rich)
})

test.each([() => 1, Symbol('s'), Promise.resolve(), new WeakMap(), { deep: [() => 1] }])(
  'what structured clone refuses is refused: %s',
  value => {
    expect(() => encode(value)).toThrow('could not be cloned')
  },
)
