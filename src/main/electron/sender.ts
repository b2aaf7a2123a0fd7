import { origin } from './origin.ts'

/** The facts of an IPC event a message is judged by. */
export interface Sender {
  readonly contentsId: number
  /** Null when the frame has navigated or is gone. */
  readonly frame: { readonly origin: string; readonly isTop: boolean } | null
}

/** Why a message is not answered; null when it comes from the top frame of one of our windows, showing our content. */
export function refusalOf(sender: Sender, ourContents: ReadonlySet<number>): string | null {
  if (!ourContents.has(sender.contentsId)) return 'an unknown window'
  if (sender.frame === null) return 'a frame that is gone'
  if (!sender.frame.isTop) return 'an embedded frame'
  if (sender.frame.origin !== origin) return 'another origin'
  return null
}
