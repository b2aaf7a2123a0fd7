export type Serial = <T>(task: () => Promise<T>) => Promise<T>

/** Runs tasks one after the other, in the order they were handed in. A task that throws does not hold up the next. */
export function createSerial(): Serial {
  let last: Promise<unknown> = Promise.resolve()
  return task => {
    const result = last.then(task)
    last = result.catch(() => 'the caller handles it')
    return result
  }
}
