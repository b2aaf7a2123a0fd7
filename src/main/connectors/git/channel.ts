/** Carries values from several producers to one consumer, holding back producers that run ahead. */
export interface Channel<Value> {
  /** Resolves once there was room for it. Rejects when the channel has been closed. */
  put(value: Value): Promise<void>
  /** Ends the reading: after what is in the channel, or with an error at once. */
  close(error?: unknown): void
  read(): AsyncGenerator<Value>
}

export function createChannel<Value>(capacity: number): Channel<Value> {
  const values: Value[] = []
  let sleeping: (() => void)[] = []
  let ended = false
  let failure: unknown

  const change = () => new Promise<void>(resolve => sleeping.push(resolve))
  const changed = () => {
    const woken = sleeping
    sleeping = []
    for (const wake of woken) wake()
  }

  return {
    async put(value) {
      while (values.length >= capacity && !ended) await change()
      if (ended) throw failure ?? new Error('The channel is closed')
      values.push(value)
      changed()
    },
    close(error) {
      if (ended) return
      ended = true
      failure = error
      changed()
    },
    async *read() {
      while (true) {
        if (failure !== undefined) throw failure
        const value = values.shift()
        if (value !== undefined) {
          changed()
          yield value
        } else if (ended) return
        else await change()
      }
    },
  }
}
