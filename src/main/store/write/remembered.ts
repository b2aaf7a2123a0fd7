/** Entries in one generation. */
const generationSize = 32_768

export interface Remembered<Value> {
  get(key: string): Value | undefined
  set(key: string, value: Value): void
}

/** A map of the entries used last, 32 to 64 thousand of them, so that memory stays bounded. */
export function createRemembered<Value>(): Remembered<Value> {
  let young = new Map<string, Value>()
  let old = new Map<string, Value>()

  function set(key: string, value: Value): void {
    if (young.size >= generationSize) {
      old = young
      young = new Map()
    }
    young.set(key, value)
  }

  return {
    set,
    get(key) {
      const recent = young.get(key)
      if (recent !== undefined) return recent
      const found = old.get(key)
      if (found !== undefined) set(key, found)
      return found
    },
  }
}
