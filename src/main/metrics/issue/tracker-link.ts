/** The page of an issue in its tracker; null for one that is not served by https, or a tracker without such pages. */
export function trackerLink(connectorId: string, settings: string, key: string): string | null {
  if (connectorId !== 'jira') return null
  const parsed: unknown = JSON.parse(settings)
  const base = parsed && typeof parsed === 'object' && 'url' in parsed ? String(parsed.url) : ''
  const url = URL.parse(`${base.replace(/\/+$/, '')}/browse/${encodeURIComponent(key)}`)
  return url?.protocol === 'https:' ? url.href : null
}
