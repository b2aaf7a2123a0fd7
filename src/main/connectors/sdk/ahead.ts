import { setImmediate as nextTurn } from 'node:timers/promises'

/**
 * Gives what `items` gives, having asked for the next one already: its work goes on while this one is used. What that work has to
 * send is sent before this one is given, so that using it does not hold it up.
 */
export async function* ahead<Item>(items: AsyncGenerator<Item>): AsyncGenerator<Item> {
  const ask = () => {
    const asked = items.next()
    // Whoever stops reading leaves one behind that nobody waits for.
    asked.catch(() => undefined)
    return asked
  }
  let next = ask()
  try {
    for (;;) {
      const { done, value } = await next
      if (done) return
      next = ask()
      await nextTurn()
      yield value
    }
  } finally {
    items.return(undefined).catch(() => undefined)
  }
}
