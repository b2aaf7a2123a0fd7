import { expect } from 'vitest'
import { type FaultCode, transientFaults } from '../../src/shared/contract/faults.ts'
import type { JobId } from '../../src/shared/model/ids.ts'
import type { JobState } from '../../src/shared/model/job.ts'
import type { JobWitness, WitnessedMove } from './job-witness.ts'
import { legalMoves } from './legal-moves.ts'

export type Asked = 'pause' | 'resume' | 'forceStop'

/** What the user asked for, of one job or of all, and which moves there had been when it was asked and when it was answered. */
interface Ask {
  readonly what: Asked
  readonly jobId: JobId | null
  readonly from: number
  until: number
}

/**
 * What may be, told from outside: who was asked for what, and what the jobs did. It knows nothing of how the orchestrator
 * decides.
 */
export interface OrchestratorModel {
  /** Runs what the user asks for and remembers that they did. */
  ask<T>(what: Asked, jobId: JobId | null, act: () => Promise<T>): Promise<T>
  /** Checks every move since the last time. */
  check(): void
}

export function createModel(witness: JobWitness): OrchestratorModel {
  const asks: Ask[] = []
  const entered = new Map<JobId, { readonly state: JobState; readonly at: number }>()
  let checked = 0

  /** Whether the user asked for it, and was not answered before the job came into the state it was asked in. */
  const wasAsked = (what: Asked, { jobId, id }: WitnessedMove) => {
    const since = entered.get(jobId)?.at ?? 0
    return asks.some(
      ask => ask.what === what && (ask.jobId === null || ask.jobId === jobId) && ask.from < id && ask.until >= since,
    )
  }

  /** “Resume all” came while the job was still on its way to its pause, and no pause was answered after it. */
  const goesOnAfterPause = ({ jobId, id }: WitnessedMove) => {
    const words = asks.filter(
      ask =>
        ask.from < id &&
        (ask.jobId === null ? ask.what !== 'forceStop' : ask.jobId === jobId && ask.what === 'pause' && ask.until < id),
    )
    return words.at(-1)?.what === 'resume'
  }

  function checkMove(move: WitnessedMove): void {
    const { before, after, fault } = move
    const told = JSON.stringify(move)
    expect(entered.get(move.jobId)?.state ?? 'PENDING', told).toBe(before)
    expect(legalMoves[before], told).toContain(after)
    expect(move.running, told).toBeLessThanOrEqual(1)
    if (after === 'RUNNING') {
      expect(move.held, told).toBe(0)
      expect(move.place, told).not.toBeNull()
      if (move.firstOther !== null) expect(move.place, told).toBeLessThanOrEqual(move.firstOther)
    }
    if (after === 'PAUSED') expect(wasAsked('pause', move), `paused by itself: ${told}`).toBe(true)
    if (before === 'PAUSED' && after === 'RUNNING')
      expect(wasAsked('resume', move) || goesOnAfterPause(move), `resumed by itself: ${told}`).toBe(true)
    if (fault === 'run.stopped') expect(wasAsked('forceStop', move), `stopped by itself: ${told}`).toBe(true)
    if (before === 'PAUSED' && after === 'FAILED') expect(fault, told).toBe('run.stopped')
    entered.set(move.jobId, { state: after, at: move.id })
  }

  return {
    async ask(what, jobId, act) {
      const ask: Ask = { what, jobId, from: witness.now(), until: Number.POSITIVE_INFINITY }
      asks.push(ask)
      try {
        return await act()
      } finally {
        ask.until = witness.now()
      }
    },
    check() {
      for (const move of witness.movesAfter(checked)) {
        checkMove(move)
        checked = move.id
      }
    },
  }
}

interface RunRow {
  readonly jobId: JobId
  readonly trigger: string
  readonly outcome: string
  readonly code: FaultCode | null
}

/** Retries follow only faults that can heal, and not more often in a row than wanted; schedules not more often than time has moved on. */
export function checkRuns(witness: JobWitness, limits: { readonly tries: number; readonly timesDue: number }): void {
  const runs = witness.db
    .prepare<[], RunRow>(
      `select job_id as jobId, trigger, outcome, json_extract(fault, '$.code') as code from runs order by job_id, id`,
    )
    .all()
  const scheduled = new Map<JobId, number>()
  let inARow = 0
  for (const [index, run] of runs.entries()) {
    const before = runs[index - 1]?.jobId === run.jobId ? runs[index - 1] : undefined
    inARow = run.trigger === 'retry' ? inARow + 1 : 0
    expect(inARow).toBeLessThanOrEqual(limits.tries)
    if (run.trigger === 'retry') {
      expect(['failed', 'interrupted']).toContain(before?.outcome)
      expect(before?.code && transientFaults.has(before.code), `a retry after ${before?.code}`).toBe(true)
    }
    if (run.trigger === 'schedule') scheduled.set(run.jobId, (scheduled.get(run.jobId) ?? 0) + 1)
  }
  for (const times of scheduled.values()) expect(times).toBeLessThanOrEqual(limits.timesDue)
}
