import type { Worker } from 'node:worker_threads'

const everyMs = 250

/** A thread's heap is limited by Node; what it holds outside of it, buffers above all, is not. */
export class OutOfMemoryError extends Error {
  readonly code = 'ERR_WORKER_OUT_OF_MEMORY'
}

/** Looks several times a second how much a thread holds outside its heap, and calls back once that is more than `maxMb`. Returns what ends it. */
export function limitBuffers(worker: Worker, maxMb: number, onExceeded: (error: OutOfMemoryError) => void): () => void {
  let ended = false
  const look = async () => {
    // Rejected when the thread has just gone, with nothing left to look at.
    const held = await worker.getHeapStatistics().then(
      statistics => statistics.external_memory,
      () => 0,
    )
    if (ended || held <= maxMb * 1_048_576) return
    end()
    onExceeded(new OutOfMemoryError(`The thread held ${Math.round(held / 1_048_576)} MB outside its heap`))
  }
  const timer = setInterval(() => void look(), everyMs).unref()
  const end = () => {
    ended = true
    clearInterval(timer)
  }
  return end
}
