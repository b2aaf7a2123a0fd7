import type { Notice, NoticeKind } from '../../shared/model/orchestrator.ts'
import type { PreferenceValues } from '../../shared/model/preferences.ts'

/** A desktop notification: what the system shows of notices, and the page that says more. */
export interface NoticeText {
  readonly title: string
  readonly body: string
  readonly route: string
}

const preferenceOf = {
  finished: 'notifyFinished',
  failed: 'notifyFailed',
  interrupted: 'notifyFailed',
  credentials: 'notifyCredentials',
} as const satisfies Record<NoticeKind, keyof PreferenceValues>

/** Those the user wants to be notified of. */
export const wantedNotices = (notices: readonly Notice[], preferences: PreferenceValues): readonly Notice[] =>
  notices.filter(notice => preferences[preferenceOf[notice.kind]])

/** One text for notices that came at the same time; null for none. */
export function noticeText(notices: readonly Notice[]): NoticeText | null {
  const [first] = notices
  if (!first) return null
  if (notices.length === 1) return { ...textOf(first), route: routeOf(first) }
  const names = notices.map(notice => notice.connectionName).join(', ')
  return { title: `${notices.length} syncs need a look`, body: names, route: '/jobs' }
}

function routeOf({ kind, connectionId, runId }: Notice): string {
  if (kind === 'credentials') return `/connections/${connectionId}`
  return runId === null ? '/jobs' : `/jobs/runs/${runId}`
}

function textOf({ kind, connectionName, fault }: Notice): Omit<NoticeText, 'route'> {
  switch (kind) {
    case 'finished':
      return { title: `${connectionName} is up to date`, body: 'The sync has finished.' }
    case 'failed':
      return { title: `The sync of ${connectionName} failed`, body: fault?.hint ?? '' }
    case 'interrupted':
      return {
        title: `The sync of ${connectionName} was interrupted`,
        body: 'Weir ended while it was running. It goes on from its last checkpoint at the next try.',
      }
    case 'credentials':
      return { title: `${connectionName} no longer lets Weir in`, body: fault?.hint ?? '' }
  }
}
