/** A request as it came to a server, to be sent again. */
export interface SentRequest {
  readonly method: string
  /** With its query. */
  readonly path: string
  readonly body: string
  readonly etag?: string
}
