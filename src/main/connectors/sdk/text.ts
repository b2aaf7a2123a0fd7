/** Without NUL characters, which SQLite's text functions stop at. */
export const clean = (text: string) => (text.includes('\0') ? text.replaceAll('\0', '') : text)

const kept = 255

/** At most 255 characters, never half of a pair. */
export const longest = (text: string) =>
  text.length <= kept
    ? text
    : text
        .slice(0, kept)
        .toWellFormed()
        .replace(/\ufffd$/, '')
