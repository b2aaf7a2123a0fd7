import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { join, posix } from 'node:path'
import sirv from 'sirv'
import { WeirError } from '../../shared/contract/weir-error.ts'
import { answerFault } from './answers.ts'
import { pagePolicy } from './security-headers.ts'

/** Written by the build wherever a nonce belongs. */
const noncePlaceholder = '__CSP_NONCE__'

/**
 * Serves the built app: its page with a fresh nonce, its hashed assets for ever, nothing outside the folder. Paths without an
 * extension are the app's own: they get the page.
 */
export function createStaticFiles(folder: string) {
  const index = join(folder, 'index.html')
  // `dev` looks at the disk anew each time: a listing made once would break when the app is built again meanwhile.
  const files = sirv(folder, {
    dev: true,
    etag: true,
    extensions: [],
    setHeaders: (response, path) =>
      response.setHeader(
        'cache-control',
        path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
      ),
  })

  const servePage = async (request: IncomingMessage, response: ServerResponse) => {
    const page = await readFile(index, 'utf8').catch(() => null)
    if (page === null) return answerFault(response, notBuilt())
    const nonce = randomBytes(16).toString('base64')
    response.setHeader('content-security-policy', pagePolicy(nonce, request.headers.host ?? ''))
    response.setHeader('content-type', 'text/html; charset=utf-8')
    response.setHeader('cache-control', 'no-store')
    response.writeHead(200).end(request.method === 'HEAD' ? undefined : page.replaceAll(noncePlaceholder, nonce))
  }

  return async (request: IncomingMessage, response: ServerResponse, path: string): Promise<void> => {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.setHeader('allow', 'GET, HEAD')
      return answerFault(response, new WeirError('rpc.invalid_input', { hint: 'Use GET.' }), 405)
    }
    if (path === '/index.html' || !posix.basename(path).includes('.')) return servePage(request, response)
    // Parts of a file are of no use here, and sirv throws on a range that ends before it begins.
    delete request.headers.range
    files(request, response, () => answerFault(response, notFound()))
  }
}

const notFound = () => new WeirError('rpc.not_found', { hint: 'There is no such page.' })
const notBuilt = () =>
  new WeirError('rpc.not_found', { hint: 'The app is not built. Run `npm run build`, then start Weir again.' })
