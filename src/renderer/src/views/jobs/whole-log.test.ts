import { expect, test } from 'vitest'
import { createClient } from '../../../../shared/contract/client.ts'
import { methods } from '../../../../shared/contract/methods.ts'
import type { Transport } from '../../../../shared/contract/transport.ts'
import { RunId } from '../../../../shared/model/ids.ts'
import { RunLogEntry } from '../../../../shared/model/job.ts'
import { wholeLog } from './whole-log.ts'

/** A log of `size` entries that grows by one with every page asked for. */
function growingLog(size: number): Transport {
  let written = size
  return {
    async request({ input }) {
      const { offset, limit } = methods['runs.log'].input.parse(input)
      const rows: RunLogEntry[] = []
      for (let id = written - offset; id > 0 && rows.length < limit; id--) {
        rows.push(RunLogEntry.parse({ id, at: id, level: 'info', message: `Entry ${id}` }))
      }
      const data = { rows, total: written }
      written++
      return { ok: true, data }
    },
    subscribe: () => () => {},
    state: 'live',
    onState: () => () => {},
    close() {},
  }
}

test('the whole log is read page by page, newest first, each entry once though it grows meanwhile', async () => {
  const filter = { runId: RunId.parse(1), minLevel: 'info', search: '' } as const
  const entries = await wholeLog(createClient(growingLog(2500)), filter)
  expect(entries.map(({ id }) => id)).toEqual(Array.from({ length: 2500 }, (_, index) => 2500 - index))
})

test('an empty log is no endless one', async () => {
  const filter = { runId: RunId.parse(1), minLevel: 'info', search: '' } as const
  expect(await wholeLog(createClient(growingLog(0)), filter)).toEqual([])
})
