import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { OAuthProvider } from '../../src/main/connectors/sdk/oauth.ts'
import {
  type AtlassianOptions,
  type AtlassianSimulator,
  startAtlassianSimulator,
} from '../../src/main/scenarios/simulators/jira/atlassian.ts'
import type { JiraSimulator } from '../../src/main/scenarios/simulators/jira/simulator.ts'
import type { Client } from '../../src/shared/contract/client.ts'
import type { SignIn } from '../../src/shared/model/sign-in.ts'
import { type JiraSiteOptions, startJiraSite } from './jira-workspace.ts'

/** A port that is free, and none that the system gives out by itself: another would have it before it is used. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(20_000, 32_000)
    const server = createServer().listen(port, '127.0.0.1')
    const free = await once(server, 'listening').then(
      () => true,
      () => false,
    )
    if (!free) continue
    server.close()
    await once(server, 'close')
    return port
  }
}

export interface AtlassianWorld {
  readonly atlassian: AtlassianSimulator
  /** The sites themselves, as with an API token. */
  readonly sites: readonly JiraSimulator[]
  /** What the application is opened with. */
  readonly oauth: { readonly hosts: OAuthProvider['hosts']; readonly callbackPort: number }
  close(): Promise<void>
}

/** Atlassian with so many Jira sites (1), and an app of the user's that comes back to a port of its own. */
export async function startAtlassianWorld(
  options: Partial<AtlassianOptions> & { readonly count?: number; readonly jira?: JiraSiteOptions } = {},
): Promise<AtlassianWorld> {
  const { count = 1, jira, ...rest } = options
  const callbackPort = await freePort()
  const sites = await Promise.all(Array.from({ length: count }, (_, seed) => startJiraSite({ seed, ...jira })))
  const callbackUrl = `http://127.0.0.1:${callbackPort}/oauth/callback`
  const atlassian = await startAtlassianSimulator({ callbackUrl, sites, ...rest })
  return {
    atlassian,
    sites,
    oauth: { hosts: atlassian.hosts, callbackPort },
    async close() {
      await atlassian.close()
      await Promise.all(sites.map(site => site.close()))
    },
  }
}

/** What the user does in the browser: goes to the address, answers, and is sent back. Returns the address and the page he ends on. */
export async function consent(
  url: string,
  answer: 'Accept' | 'Cancel' = 'Accept',
): Promise<{ readonly url: string; readonly status: number; readonly headers: Headers; readonly text: string }> {
  const page = await (await fetch(url)).text()
  const href = new RegExp(`href="([^"]+)">${answer}<`).exec(page)?.[1]
  if (href === undefined) throw new Error(`Nothing to accept: ${page}`)
  const end = await fetch(new URL(href, url))
  return { url: end.url, status: end.status, headers: end.headers, text: await end.text() }
}

/** What is entered for an app of the user's. */
export const oauthForm = ({ client }: AtlassianSimulator) => ({
  connectorId: 'jira',
  settings: { product: 'cloud-oauth', clientId: client.id },
  credentials: { clientSecret: client.secret },
})

/** Resolves once the sign-in has ended. */
export function signInEnded(client: Client, signInId: string): Promise<SignIn> {
  return new Promise((resolve, reject) => {
    const look = () => {
      client.request('signIns.get', { signInId }).then(signIn => {
        if (signIn.status === 'waiting' || signIn.status === 'finishing') return
        stop()
        resolve(signIn)
      }, reject)
    }
    const stop = client.on('sign_in_update', look)
    look()
  })
}
