import type { Budget } from '../../connectors/sdk/http.ts'
import type { Redactor } from '../../redaction/redact.ts'

/** What the HTTP client is made with: time, chance and where its counts go. */
export interface HttpParts {
  readonly signal: AbortSignal
  readonly now: () => number
  /** Between 0 and 1. */
  readonly random: () => number
  /** Resolves after so many ms; rejects on abort. */
  readonly wait: (ms: number) => Promise<void>
  /** A request is sent; a repeated one counts again. */
  readonly onRequest: () => void
  /** Bytes of an answer's body, as they came over the wire. */
  readonly onBytes: (bytes: number) => void
  /** Waiting for a remote's limit until then; null when that is over. */
  readonly onWaiting: (until: number | null) => void
  /** So long was waited for a remote's limit. */
  readonly onWaited: (ms: number) => void
  /** The remote called so has told what is left of a limit; `holder` is whose. */
  readonly onBudget: (budget: Budget, title: string, holder: string) => void
  /** Learns the secrets of every client; each has one of its own without it. */
  readonly redact?: Redactor
  readonly retry: { readonly retries: number; readonly minMs: number; readonly maxMs: number }
}
