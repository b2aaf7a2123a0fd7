import { useLayoutEffect, useRef, useState } from 'react'
import { useLocation } from 'wouter'
import type { z } from 'zod'
import { goTo, hashPath, useHashQuery } from '../frame/hash-location.ts'
import { choicesIn, queryOf } from './choices-query.ts'

interface ChoicesStore<Choices> {
  readonly schema: z.ZodType<Choices> & { readonly shape: z.ZodRawShape }
  readonly initial: Choices
  readonly choices: Choices
  readonly choose: (choices: Choices) => void
}

/**
 * Keeps a page's choices in the address bar, so that back, forward, reload and a shared link bring them again. Each choice is a step
 * to go back from; a page opened without any shows those of before.
 */
export function useChoicesInQuery<Choices extends object>(store: ChoicesStore<Choices>): void {
  const { schema, initial, choose } = store
  const [path] = useLocation()
  const [page] = useState(pageOf(path))
  const query = useHashQuery()
  const chosen = queryOf(schema.parse(store.choices), initial)
  /** The query that was looked at last, and whether it tells the choices. */
  const last = useRef({ query: '', tells: false })
  useLayoutEffect(() => {
    // Another page is coming: its address is its own.
    if (pageOf(hashPath()) !== page) return
    if (query === chosen) {
      last.current = { query, tells: true }
      return
    }
    const isNew = query !== last.current.query || !last.current.tells
    const told = isNew ? choicesIn(query, schema, initial) : null
    last.current = { query, tells: !isNew }
    if (told !== null && queryOf(told, initial) !== chosen) choose(told)
    else goTo(`${hashPath()}?${chosen}`, { replace: isNew })
  }, [query, chosen, page, schema, initial, choose])
}

/** Pages have a first segment of their own; what they open may have more. */
const pageOf = (path: string) => path.split('/')[1] ?? ''
