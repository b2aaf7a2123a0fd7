/** Runs `work` once at a time. Who asks while it goes on waits for one more run, which serves all of them. */
export function onceAtATime(work: () => Promise<void>): () => Promise<void> {
  let underWay: Promise<unknown> = Promise.resolve()
  let waiting: Promise<void> | undefined
  return () => {
    waiting ??= underWay.then(() => {
      waiting = undefined
      const run = work()
      underWay = run.catch(() => undefined)
      return run
    })
    return waiting
  }
}
