/** Of a body no more is kept, in UTF-16 units: enough for the references of a message, not for a log pasted into one. */
const mostOfBody = 1_000
const mostOfLine = 200

/** Who had a hand in it, and the ids other tools leave: they name neither an issue nor a commit. */
const aboutOthers = /^(?:[a-z]+(?:-[a-z]+)*-by|cc|change-id|git-svn-id):/iu

/**
 * The lines of a commit message's body that could name an issue or a commit, which takes a digit, one per line; null when there are
 * none. `bytes` holds UTF-8. Most bodies have none, and are not even decoded.
 */
export function mentionsOf(bytes: Buffer, start = 0, end = bytes.length): string | null {
  if (!hasDigit(bytes, start, end)) return null
  let kept = ''
  for (let from = start; from < end && kept.length < mostOfBody; ) {
    const newline = bytes.indexOf(0x0a, from)
    const to = newline === -1 || newline > end ? end : newline
    if (hasDigit(bytes, from, to)) {
      const line = bytes
        .toString('utf8', from, Math.min(to, from + mostOfLine * 4))
        .trim()
        .slice(0, mostOfLine)
      if (!aboutOthers.test(line)) kept += kept === '' ? line : `\n${line}`
    }
    from = to + 1
  }
  return kept === '' ? null : kept.slice(0, mostOfBody).toWellFormed()
}

function hasDigit(bytes: Buffer, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    const byte = bytes[at] ?? 0
    if (byte >= 0x30 && byte <= 0x39) return true
  }
  return false
}
