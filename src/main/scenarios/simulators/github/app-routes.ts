import { createVerify } from 'node:crypto'
import type { SimRequest } from '../shared/reply.ts'
import { type GithubReply, notFound, refuse } from './reply.ts'
import { githubTime } from './world.ts'

export interface SimApp {
  readonly id: string
  readonly installationId: string
  /** PEM. */
  readonly publicKey: string
  readonly tokenLifeMs: number
}

/** What a GitHub App is answered, and the tokens its installation was given. */
export function appRoutes({ id, installationId, publicKey, tokenLifeMs }: SimApp) {
  const issued = new Set<string>()

  function isApp(token: string): boolean {
    const [head = '', claims = '', signature = ''] = token.split('.')
    if (!createVerify('RSA-SHA256').update(`${head}.${claims}`).verify(publicKey, signature, 'base64url')) return false
    const { iss, iat, exp } = JSON.parse(Buffer.from(claims, 'base64url').toString('utf8'))
    const seconds = Date.now() / 1000
    return iss === id && iat <= seconds && exp > seconds && exp - iat <= 660
  }

  return {
    issued: { has: (token: string) => issued.has(token) },
    /** Null for what is not the App's. */
    answer({ method, path }: SimRequest, token: string): GithubReply | null {
      const wanted = path === `/app/installations/${installationId}/access_tokens` && method === 'POST'
      if (!/^\/app(?:\/|$)/.test(path)) return null
      if (!isApp(token)) return refuse(401, 'A JSON web token could not be decoded')
      if (!wanted && path !== '/app') return notFound()
      if (!wanted) return { status: 200, body: { id: Number(id), name: 'Weir for Acme', slug: 'weir' } }
      const fresh = `ghs_${issued.size + 1}_installation-token`
      issued.add(fresh)
      return { status: 201, body: { token: fresh, expires_at: githubTime(Date.now() + tokenLifeMs) } }
    },
  }
}
