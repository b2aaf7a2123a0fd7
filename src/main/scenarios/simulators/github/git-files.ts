import { readFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { join, relative } from 'node:path'

const address = /^\/([^/]+\/[^/]+)\.git\/(.+)$/

export const isGit = ({ pathname }: URL) => address.test(pathname)

/** Serves a repository as plain files, which git can clone; a token is asked for as GitHub does. */
export function sendGit(
  { headers }: IncomingMessage,
  response: ServerResponse,
  { pathname }: URL,
  clones: Readonly<Record<string, string>>,
  isKnown: (token: string) => boolean,
): void {
  const basic = /^Basic (.+)$/.exec(headers.authorization ?? '')?.[1] ?? ''
  const [, token = ''] = Buffer.from(basic, 'base64').toString('utf8').split(':')
  if (!isKnown(token)) return void response.writeHead(401, { 'www-authenticate': 'Basic realm="GitHub"' }).end()
  const [, fullName = '', file = ''] = address.exec(pathname) ?? []
  const folder = clones[fullName]
  try {
    if (folder === undefined || relative(folder, join(folder, file)).startsWith('..')) throw new Error('Not here')
    response.writeHead(200).end(readFileSync(join(folder, file)))
  } catch {
    response.writeHead(404).end()
  }
}
