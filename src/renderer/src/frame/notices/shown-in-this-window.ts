import { z } from 'zod'
import type { ShownNotices } from './toaster.tsx'

const key = 'weir.notices'
const Ids = z.array(z.number())

/** Kept by the window until it is closed; a window that keeps nothing shows them again when it loads anew. */
export const shownInThisWindow: ShownNotices = {
  read() {
    try {
      return Ids.parse(JSON.parse(sessionStorage.getItem(key) ?? '[]'))
    } catch {
      return []
    }
  },
  write(ids) {
    try {
      sessionStorage.setItem(key, JSON.stringify(ids))
    } catch {
      // Storage is full or not allowed: nothing is lost but that.
    }
  },
}
