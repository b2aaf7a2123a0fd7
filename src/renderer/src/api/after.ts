/** Runs `task` once after `delayMs`. Returns the function that calls it off. */
export function after(delayMs: number, task: () => void): () => void {
  const timer = setTimeout(task, delayMs)
  return () => clearTimeout(timer)
}
