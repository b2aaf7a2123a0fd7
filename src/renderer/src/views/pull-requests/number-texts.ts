import type { PullNumberName, PullSort } from '../../../../shared/model/pull-requests.ts'
import { formatCount, formatDecimal, formatNoun } from '../../format/number.ts'
import type { Range } from './pull-context.ts'

export interface NumberTexts {
  readonly title: string
  readonly axis: string
  readonly unit: string
  readonly rule: string
  readonly sort: PullSort
}

/** What each number is called, and how it is made. */
export const numberTexts: Readonly<Record<PullNumberName, NumberTexts>> = {
  lines: {
    title: 'Size',
    axis: 'Lines',
    unit: 'lines changed (median)',
    rule: 'Lines added and deleted, as GitHub counts them. Over the pull requests merged in the period.',
    sort: 'lines',
  },
  files: {
    title: 'Files',
    axis: 'Files',
    unit: 'files changed (median)',
    rule: 'Files changed, as GitHub counts them. Over the pull requests merged in the period.',
    sort: 'lines',
  },
  rounds: {
    title: 'Review rounds',
    axis: 'Rounds',
    unit: 'rounds of review (median)',
    rule: 'Reviews by people other than the author without a new commit between them are one round. Over the pull requests merged in the period that were reviewed.',
    sort: 'review',
  },
  comments: {
    title: 'Comments',
    axis: 'Comments',
    unit: 'comments per pull request (median)',
    rule: 'Comments in the conversation and on the code, the author’s answers too. Over the pull requests merged in the period.',
    sort: 'review',
  },
}

/** What a bin holds: `3 rounds`, `10 to 24 lines`, `800 lines and more`. */
export function binName(of: PullNumberName, { from, to }: Range): string {
  const noun = numberTexts[of].axis.toLowerCase()
  if (to === null) return `${formatCount(from)} ${noun} and more`
  if (to === from + 1) return formatNoun(from, noun.slice(0, -1))
  return `${formatCount(from)} to ${formatCount(to - 1)} ${noun}`
}

/** The same under its bar. */
export function binLabel({ from, to }: Range): string {
  if (to === null) return `${formatCount(from)}+`
  return to === from + 1 ? formatCount(from) : `${formatCount(from)}–${formatCount(to - 1)}`
}

export const formatNumber = (value: number): string =>
  value < 100 ? formatDecimal(value) : formatCount(Math.round(value))
