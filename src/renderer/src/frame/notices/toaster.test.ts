import { expect, test } from 'vitest'
import { Notice } from '../../../../shared/model/orchestrator.ts'
import { createToaster } from './toaster.tsx'

const notice = (id: number) =>
  Notice.parse({ id, at: id, kind: 'failed', connectionId: 1, connectionName: 'A', jobId: 1, runId: null, fault: null })

function openCorner(kept: { ids: readonly number[] } = { ids: [] }) {
  const shown: string[] = []
  const corner = {
    show: ({ id = '' }) => {
      shown.push(id)
      return id
    },
    hide: (id: string) => {
      if (shown.includes(id)) shown.splice(shown.indexOf(id), 1)
      return id
    },
  }
  const toaster = createToaster(corner, {
    read: () => kept.ids,
    write: ids => {
      kept.ids = ids
    },
  })
  return { shown, show: (...ids: number[]) => toaster.show(ids.map(notice), () => {}) }
}

test('each notice is shown once, and taken away when it was seen elsewhere', () => {
  const { shown, show } = openCorner()
  show(2, 1)
  expect(shown).toEqual(['notice 1', 'notice 2'])
  show(3, 2)
  expect(shown).toEqual(['notice 2', 'notice 3'])
  shown.length = 0
  show(3, 2)
  expect(shown).toEqual([])
})

test('a window that is loaded anew does not show them again', () => {
  const kept = { ids: [] }
  openCorner(kept).show(2, 1)
  const { shown, show } = openCorner(kept)
  show(3, 2, 1)
  expect(shown).toEqual(['notice 3'])
})

test('of many at once only the newest are shown, and the others not later either', () => {
  const { shown, show } = openCorner()
  show(6, 5, 4, 3, 2, 1)
  expect(shown).toEqual(['notice 4', 'notice 5', 'notice 6'])
  show(4, 3, 2, 1)
  expect(shown).toEqual(['notice 4'])
})
