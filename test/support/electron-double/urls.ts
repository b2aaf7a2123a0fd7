/** Chromium cannot load a scheme of one's own: each `scheme://host/…` is an https origin of its own there. */
const suffix = '.electron-double.test'
const standardSchemes = new Set<string>()

export const addStandardScheme = (scheme: string) => void standardSchemes.add(scheme)
export const isStandardScheme = (scheme: string) => standardSchemes.has(scheme)

/** The URL Chromium loads for a URL of the app. */
export function toChromium(url: string): string {
  const parsed = URL.parse(url)
  const scheme = parsed?.protocol.slice(0, -1)
  if (!parsed || !scheme || !standardSchemes.has(scheme)) return url
  return `https://${parsed.host}.${scheme}${suffix}${parsed.pathname}${parsed.search}${parsed.hash}`
}

/** The URL Electron would report for a URL in Chromium. */
export function toElectron(url: string): string {
  const parsed = URL.parse(url)
  if (parsed?.protocol !== 'https:' || !parsed.hostname.endsWith(suffix)) return url
  const parts = parsed.hostname.slice(0, -suffix.length).split('.')
  const scheme = parts.pop()
  return `${scheme}://${parts.join('.')}${parsed.pathname}${parsed.search}${parsed.hash}`
}

/** An origin as `WebFrameMain.origin` writes it. */
export function originOf(url: string): string {
  const parsed = URL.parse(url)
  if (!parsed) return 'null'
  const scheme = parsed.protocol.slice(0, -1)
  return standardSchemes.has(scheme) ? `${scheme}://${parsed.host}` : parsed.origin
}
