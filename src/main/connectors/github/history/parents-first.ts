/**
 * The places of commits in an order in which each comes after those of its parents that are among them; otherwise the last one first,
 * since histories are listed newest first. `parents` are places, by place.
 */
export function parentsFirst(parents: readonly (readonly number[])[]): Int32Array {
  const order = new Int32Array(parents.length)
  /** 0 not met, 1 on the way, 2 placed. */
  const states = new Uint8Array(parents.length)
  const way: number[] = []
  let placed = 0
  for (let start = parents.length - 1; start >= 0; start--) {
    if (states[start] === 0) way.push(start)
    for (let place = way.at(-1); place !== undefined; place = way.at(-1)) {
      const waiting = states[place] === 0 ? (parents[place] ?? []).filter(parent => states[parent] === 0) : []
      if (states[place] === 0) states[place] = 1
      if (waiting.length > 0) {
        way.push(...waiting)
        continue
      }
      way.pop()
      if (states[place] === 2) continue
      states[place] = 2
      order[placed++] = place
    }
  }
  return order
}
