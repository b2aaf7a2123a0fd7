/** The last results by key, valid for one version of the data: whatever tells it from others. */
export interface ResultCache {
  /** The result kept for this key at this version of the data, else the one worked out now. */
  get<Result>(version: number | string, key: string, workOut: () => Result): Result
}

/** Keeps the `size` results used last. Another version of the data empties it. */
export function createResultCache(size: number): ResultCache {
  const results = new Map<string, unknown>()
  let cachedVersion: number | string | undefined
  return {
    get<Result>(version: number | string, key: string, workOut: () => Result): Result {
      if (version !== cachedVersion) results.clear()
      cachedVersion = version
      const result = results.has(key) ? (results.get(key) as Result) : workOut()
      results.delete(key)
      results.set(key, result)
      const [oldest] = results.keys()
      if (results.size > size && oldest !== undefined) results.delete(oldest)
      return result
    },
  }
}
