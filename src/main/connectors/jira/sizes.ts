/** How much is asked for at once, and how fast. Tests make it small. */
export interface JiraSizes {
  /** Issues fetched whole in one request: at most 100 on Cloud. */
  readonly cloudIssues: number
  readonly dataCenterIssues: number
  /** Issues listed in one request: the server gives fewer where its limits are lower. */
  readonly listed: number
  readonly concurrency: number
  readonly perSecond: number
  /** Up to so many issues are listed with their time of change, more by id alone, which gives longer pages on Cloud. */
  readonly fewIssues: number
  /** Search indexes lag: what changed this shortly before a listing is looked at again by the next. In ms. */
  readonly overlapMs: number
}

/** Cloud allows bursts of 100 requests per second and endpoint. */
export const jiraSizes: JiraSizes = {
  cloudIssues: 100,
  dataCenterIssues: 50,
  listed: 5_000,
  concurrency: 8,
  perSecond: 80,
  fewIssues: 1_000,
  overlapMs: 300_000,
}
