/** Loads what has a name once: the answer to the first call is kept unless it failed. Each name is used with one type only. */
export type Once = <Answer>(name: string, load: () => Promise<Answer>) => Promise<Answer>

export function createOnce(): Once {
  const kept = new Map<string, Promise<unknown>>()
  return <Answer>(name: string, load: () => Promise<Answer>): Promise<Answer> => {
    // Each name is used with one type of answer only.
    const known = kept.get(name) as Promise<Answer> | undefined
    if (known) return known
    const loading = load()
    kept.set(name, loading)
    loading.catch(() => kept.delete(name))
    return loading
  }
}
