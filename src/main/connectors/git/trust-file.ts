import { createHash } from 'node:crypto'
import { mkdir, rename, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { trustedCertificates } from '../sdk/trusted-certificates.ts'

/**
 * A file in `folder` with what Weir's own requests trust when `certificate` (PEM) is given: git trusts a file's certificates in
 * place of the system's, so the system's are in it, too.
 */
export async function trustFile(folder: string, certificate: string): Promise<string> {
  const text = trustedCertificates(certificate)
    .map(one => `${one.trim()}\n`)
    .join('')
  const file = join(folder, `trusted-${createHash('sha256').update(text).digest('hex').slice(0, 24)}.pem`)
  if (await stat(file).catch(() => null)) return file
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await writeFile(`${file}.unfinished`, text, { mode: 0o600 })
  await rename(`${file}.unfinished`, file)
  return file
}
