import { userInfo } from 'node:os'

/** The operating system's name of the user; `unknown` for an id without an account, as in some containers. */
export function userName(): string {
  try {
    return userInfo().username
  } catch {
    return 'unknown'
  }
}
