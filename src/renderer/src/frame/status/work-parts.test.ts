import { expect, test } from 'vitest'
import { workParts } from './work-parts.ts'

const idle = { connectionName: 'Site', state: 'FINISHED', intent: 'none', queuePosition: null, progress: null } as const
const running = { ...idle, connectionName: 'Shop', state: 'RUNNING' } as const

test('jobs that rest are not worth a word', () => {
  expect(workParts([idle], false)).toEqual([])
})

test('the running job is named, with who waits behind it', () => {
  expect(workParts([running, { ...idle, queuePosition: 1 }, { ...idle, queuePosition: 2 }], false)).toEqual([
    'Shop syncs',
    '2 queued',
  ])
})

test('what was asked of the running job outweighs how far it is', () => {
  expect(workParts([{ ...running, intent: 'pausing' }], false)).toEqual(['Shop pauses'])
  expect(workParts([{ ...running, intent: 'stopping' }], true)).toEqual([
    'Everything is paused',
    'Shop is being stopped',
  ])
})
