/**
 * Works on items `concurrency` at a time and gives the results in the items' order, as soon as each is ready and its turn. When
 * the items or the work fail, what came before is given first.
 */
export async function* inOrder<Item, Result>(
  items: AsyncIterable<Item>,
  concurrency: number,
  work: (item: Item) => Promise<Result>,
): AsyncGenerator<Result> {
  const source = items[Symbol.asyncIterator]()
  const running: Promise<Result>[] = []
  let failure: { readonly error: unknown } | null = null
  let ended = false
  try {
    for (;;) {
      while (!ended && running.length < concurrency) {
        try {
          const next = await source.next()
          if (next.done) ended = true
          else {
            const result = work(next.value)
            // Whoever stops reading leaves results behind that nobody waits for.
            result.catch(() => undefined)
            running.push(result)
          }
        } catch (error) {
          failure = { error }
          ended = true
        }
      }
      const first = running.shift()
      if (first === undefined) break
      yield await first
    }
    if (failure) throw failure.error
  } finally {
    if (!ended) await source.return?.()
  }
}

/** Cuts a stream of lists into lists of `size`, in order. */
export async function* chunked<Item>(
  lists: AsyncIterable<readonly Item[]>,
  size: number,
): AsyncGenerator<readonly Item[]> {
  let held: Item[] = []
  for await (const list of lists) {
    held.push(...list)
    let at = 0
    for (; held.length - at >= size; at += size) yield held.slice(at, at + size)
    held = held.slice(at)
  }
  if (held.length > 0) yield held
}

/** Begins to read at once, not only when it is first asked; what fails then is thrown when it is. */
export function begun<Item>(source: AsyncGenerator<Item>): AsyncGenerator<Item> {
  const first = source.next()
  first.catch(() => undefined)
  return after(first, source)
}

async function* after<Item>(first: Promise<IteratorResult<Item>>, rest: AsyncGenerator<Item>): AsyncGenerator<Item> {
  try {
    const { done, value } = await first
    if (done) return
    yield value
    yield* rest
  } finally {
    await rest.return(undefined)
  }
}
