/** Runs something once, later. Returns the function that takes it back. */
export type After = (ms: number, run: () => void) => () => void

/** Timers that do not keep the process alive. */
export const unrefAfter: After = (ms, run) => {
  const timer = setTimeout(run, ms)
  timer.unref()
  return () => clearTimeout(timer)
}
