import { type RefObject, useEffect, useRef } from 'react'

/** Gives the focus back to a status's handle once its card has been drawn at its new place. */
export function useRefocus(container: RefObject<HTMLElement | null>): (key: string) => void {
  const wanted = useRef<string | null>(null)
  useEffect(() => {
    if (wanted.current === null) return
    const grips = container.current?.querySelectorAll<HTMLElement>('[data-grip]') ?? []
    for (const grip of grips) {
      if (grip.dataset['grip'] === wanted.current) requestAnimationFrame(() => grip.focus())
    }
    wanted.current = null
  })
  return key => {
    wanted.current = key
  }
}
