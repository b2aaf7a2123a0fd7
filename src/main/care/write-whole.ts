import { writeFileSync } from 'node:fs'
import { putInPlace } from '../store/durable.ts'

/** Writes a small file for its owner alone: after a crash there is the old one or the new one, whole. */
export function writeWhole(path: string, content: string): void {
  const draft = `${path}.part`
  writeFileSync(draft, content, { mode: 0o600 })
  putInPlace(draft, path)
}
