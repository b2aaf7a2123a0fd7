/** What the double's desktop shows outside of windows. Tests find it in the app's process as `electronDouble`. */
export const desktop: {
  readonly trays: { readonly tooltip: string; readonly menu: unknown }[]
  readonly notifications: { readonly title: string; readonly body: string }[]
} = { trays: [], notifications: [] }

Object.defineProperty(globalThis, 'electronDouble', { value: desktop })
