/** The page of an issue in its tracker; null for one that is not served by https, or a tracker without such pages. */
export function trackerLink(connectorId: string, settings: string, key: string): string | null {
  const parsed: unknown = JSON.parse(settings)
  const base = parsed && typeof parsed === 'object' && 'url' in parsed ? String(parsed.url) : ''
  const path = pathOf(connectorId, key)
  const url = path === null ? null : URL.parse(`${base.replace(/\/+$/, '')}/${path}`)
  return url?.protocol === 'https:' ? url.href : null
}

/** Below the address of the connection. GitHub's keys are `owner/name#12`. */
function pathOf(connectorId: string, key: string): string | null {
  if (connectorId === 'jira') return `browse/${encodeURIComponent(key)}`
  const [, owner, name, number] = /^([^/#]+)\/([^/#]+)#(\d+)$/.exec(key) ?? []
  if (connectorId !== 'github' || owner === undefined || name === undefined) return null
  return `${encodeURIComponent(owner)}/${encodeURIComponent(name)}/issues/${number}`
}
