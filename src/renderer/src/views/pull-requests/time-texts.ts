import type { PullTimeName } from '../../../../shared/model/pull-requests.ts'

export interface TimeTexts {
  readonly title: string
  /** After the number. */
  readonly unit: string
  readonly rule: string
}

/** What each duration is called, and how it is made. */
export const timeTexts: Readonly<Record<PullTimeName, TimeTexts>> = {
  firstReview: {
    title: 'Time to first review',
    unit: 'to a response (median)',
    rule: 'From opened, or ready for review if it was a draft, to the first review or comment by somebody other than its author. Over the pull requests that were first reviewed in the period.',
  },
  review: {
    title: 'Review time',
    unit: 'review to merge (median)',
    rule: 'From the first review or comment by somebody other than its author to the merge. Over the pull requests merged in the period that anybody reviewed.',
  },
  merge: {
    title: 'Time to merge',
    unit: 'open to merge (median)',
    rule: 'From opened, or ready for review if it was a draft, to the merge. Over the pull requests merged in the period.',
  },
}
