import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { extname, isAbsolute, join, relative } from 'node:path'
import { contentSecurityPolicy, noncePlaceholder } from './content-security-policy.ts'
import { isOurs } from './origin.ts'

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
}

/**
 * The file below `root` a URL of ours names; null for anything outside it, of another host, or undecodable.
 * A path without a file extension is a view of the app, which `index.html` draws.
 */
export function contentFile(root: string, url: string): string | null {
  if (!isOurs(url)) return null
  const path = decode(new URL(url).pathname)
  if (path === null || path.includes('\0')) return null
  const file = join(root, extname(path) === '' ? 'index.html' : path)
  const inside = relative(root, file)
  return inside === '' || inside.startsWith('..') || isAbsolute(inside) ? null : file
}

function decode(path: string): string | null {
  try {
    return decodeURIComponent(path)
  } catch {
    return null
  }
}

/** Answers a request for the renderer's files, with the security headers of a page. Never rejects: what is not there is a 404. */
export async function serveContent(root: string, request: { readonly url: string; readonly method: string }) {
  if (request.method !== 'GET' && request.method !== 'HEAD') return plain(405, 'Method not allowed')
  const file = contentFile(root, request.url)
  const type = file === null ? undefined : types[extname(file).toLowerCase()]
  if (file === null || type === undefined) return plain(404, 'Not found')
  try {
    const bytes = await readFile(file)
    return type.startsWith('text/html')
      ? page(bytes.toString('utf8'), type)
      : new Response(bytes, { headers: headers(type) })
  } catch {
    return plain(404, 'Not found')
  }
}

function page(html: string, type: string): Response {
  const nonce = randomBytes(16).toString('base64')
  return new Response(html.replaceAll(noncePlaceholder, nonce), {
    headers: { ...headers(type), 'content-security-policy': contentSecurityPolicy(nonce) },
  })
}

const headers = (type: string) => ({
  'content-type': type,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
})

const plain = (status: number, text: string) =>
  new Response(text, { status, headers: headers('text/plain; charset=utf-8') })
