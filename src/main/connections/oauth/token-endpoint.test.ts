import type { IncomingMessage, ServerResponse } from 'node:http'
import { expect, onTestFinished, test } from 'vitest'
import { atlassian } from '../../connectors/jira/oauth.ts'
import { createHttp } from '../../ingest/http/create-http.ts'
import { jsonBody, serveOnLoopback } from '../../scenarios/simulators/shared/loopback-server.ts'
import type { Grant } from './grant.ts'
import { createTokenEndpoint } from './token-endpoint.ts'

type Answer = (response: ServerResponse, body: Readonly<Record<string, unknown>>) => void

const old: Grant = { accessToken: 'access-1', refreshToken: 'refresh-1', expiresAt: 0, scopes: ['read:jira-work'] }
const code = { code: 'code-1', verifier: 'verifier-1', callbackUrl: 'http://127.0.0.1:1/oauth/callback' }
const json =
  (status: number, body: object): Answer =>
  response =>
    void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))

/** A token endpoint that gives these answers, one after another. */
async function lab(...answers: readonly Answer[]) {
  const bodies: unknown[] = []
  const server = await serveOnLoopback(async (request: IncomingMessage, response) => {
    const body = await jsonBody(request)
    bodies.push(body)
    answers[Math.min(bodies.length, answers.length) - 1]?.(response, body)
  })
  onTestFinished(server.close)
  const retry = { retries: 2, minMs: 1, maxMs: 2 }
  const http = createHttp({ signal: new AbortController().signal, now: Date.now, retry })
  const provider = { ...atlassian, hosts: { auth: server.url, api: server.url } }
  const endpoint = createTokenEndpoint(http, provider, { id: 'app-1', secret: 'secret-1' }, () => 1_000)
  return { endpoint, bodies }
}

const given = { access_token: 'access-2', expires_in: 3600 }

test('a renewed grant has what was given, and what was not given again as it was', async () => {
  const whole = await lab(json(200, { ...given, refresh_token: 'refresh-2', scope: 'a b' }))
  expect(await whole.endpoint.refresh(old)).toEqual({
    accessToken: 'access-2',
    refreshToken: 'refresh-2',
    expiresAt: 3_601_000,
    scopes: ['a', 'b'],
  })
  const less = await lab(json(200, given))
  expect(await less.endpoint.refresh(old)).toMatchObject({ refreshToken: 'refresh-1', scopes: ['read:jira-work'] })
})

test('access that does not last is no sign-in', async () => {
  const { endpoint, bodies } = await lab(json(200, given))
  await expect(endpoint.exchange(code)).rejects.toMatchObject({ code: 'auth.signed_out' })
  expect(bodies).toMatchObject([{ code: 'code-1', code_verifier: 'verifier-1', redirect_uri: code.callbackUrl }])
})

test('trouble on the way is gone through with the same refresh token', async () => {
  const drop: Answer = response => void response.destroy()
  const { endpoint, bodies } = await lab(json(503, {}), drop, json(200, given))
  expect(await endpoint.refresh(old)).toMatchObject({ accessToken: 'access-2' })
  expect(bodies).toEqual(Array(3).fill(expect.objectContaining({ refresh_token: 'refresh-1' })))
})

const html: Answer = response => void response.writeHead(403, { 'content-type': 'text/html' }).end('<p>secret-1</p>')

test.each([
  ['a refused refresh token', json(403, { error: 'invalid_grant' }), 'auth.signed_out', 'settings.site'],
  ['one of another time', json(403, { error: 'unauthorized_client' }), 'auth.signed_out', 'settings.site'],
  ['the same with another status', json(400, { error: 'invalid_grant' }), 'auth.signed_out', 'settings.site'],
  ['a refused secret', json(401, { error: 'access_denied' }), 'auth.rejected', 'credentials.clientSecret'],
  ['a refused app', json(400, { error: 'invalid_client' }), 'auth.rejected', 'credentials.clientSecret'],
  ['a proxy', html, 'remote.rejected', undefined],
  ['another form', json(200, { message: 'refresh-1 secret-1' }), 'remote.rejected', undefined],
  ['an echo', json(400, { error: 'x', message: 'refresh-1 secret-1' }), 'remote.rejected', undefined],
] as const)('%s is told as what it is, and no secret with it', async (_, answer, fault, field) => {
  const { endpoint } = await lab(answer)
  const error: unknown = await endpoint.refresh(old).catch((error: unknown) => error)
  expect(error).toMatchObject({ code: fault, ...(field !== undefined && { fields: [{ path: field }] }) })
  const { hint, details } = error as { readonly hint: string; readonly details: object }
  expect(JSON.stringify([hint, details])).not.toMatch(/refresh-1|secret-1/)
})
