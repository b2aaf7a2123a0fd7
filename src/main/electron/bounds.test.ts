import fc from 'fast-check'
import { expect, test } from 'vitest'
import { placeWindow } from './bounds.ts'

const laptop = { x: 0, y: 25, width: 1440, height: 875 }
const monitor = { x: 1440, y: 0, width: 2560, height: 1440 }

test('a first window is centred on the first display', () => {
  expect(placeWindow(null, [laptop, monitor])).toEqual({ x: 80, y: 43, width: 1280, height: 840 })
})

test('a window that fits keeps its place', () => {
  const bounds = { x: 1600, y: 100, width: 1000, height: 700 }
  expect(placeWindow(bounds, [laptop, monitor])).toEqual(bounds)
})

test('a window of a display that is gone comes back to the first one', () => {
  expect(placeWindow({ x: 2000, y: 200, width: 1000, height: 700 }, [laptop])).toEqual({
    x: 220,
    y: 113,
    width: 1000,
    height: 700,
  })
})

test('a window half outside is pushed back in', () => {
  expect(placeWindow({ x: -500, y: 600, width: 1000, height: 700 }, [laptop])).toEqual({
    x: 0,
    y: 200,
    width: 1000,
    height: 700,
  })
})

test('whatever was remembered, the window lies within one work area', () => {
  const size = fc.integer({ min: 1, max: 5000 })
  const at = fc.integer({ min: -8000, max: 8000 })
  const rectangle = fc.record({ x: at, y: at, width: size, height: size })
  fc.assert(
    fc.property(fc.option(rectangle), fc.array(rectangle, { minLength: 1, maxLength: 4 }), (remembered, areas) => {
      const placed = placeWindow(remembered, areas)
      return areas.some(
        area =>
          placed.x >= area.x &&
          placed.y >= area.y &&
          placed.x + placed.width <= area.x + area.width &&
          placed.y + placed.height <= area.y + area.height,
      )
    }),
  )
})
