/**
 * Runs `work` once at a time, and after each run not before `pause` is over. Who asks meanwhile waits for one more run, which serves
 * all of them.
 */
export function onceAtATime(
  work: () => Promise<void>,
  pause: () => Promise<unknown> = async () => undefined,
): () => Promise<void> {
  let free: Promise<unknown> = Promise.resolve()
  let waiting: Promise<void> | undefined
  return () => {
    waiting ??= free.then(() => {
      waiting = undefined
      const run = work()
      free = run.then(pause, pause)
      return run
    })
    return waiting
  }
}
