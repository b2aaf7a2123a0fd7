import { expect, test } from 'vitest'
import { z } from 'zod'
import { createCommandRunner } from '../ingest/command-runner.ts'
import { createHttp } from '../ingest/http/create-http.ts'
import { cloneStreams } from './clone-streams.ts'
import type { GitCredentials, GitSettings } from './git/settings.ts'
import type { Stream } from './sdk/connector.ts'

test('the streams of a run share one context, and each reads with the token of its time', async () => {
  const seen: {
    readonly context: object
    readonly token: string | undefined
    readonly address: string
    readonly identity: string | undefined
  }[] = []
  const stream: Stream<GitSettings, GitCredentials> = {
    name: 'commits',
    label: 'commits',
    cursor: z.null(),
    async *read(context, { source }) {
      seen.push({ context, token: context.credentials.token, address: source.externalId, identity: source.identity })
      yield { records: [], cursor: null }
    },
    map: () => [],
  }
  const tokens = ['first', 'second']
  const cloneOf = async () => ({
    address: 'https://github.test/acme/shop.git',
    token: tokens.shift() ?? '',
    certificate: '',
  })
  const { signal } = new AbortController()
  const context = {
    settings: {},
    credentials: {},
    commands: createCommandRunner({ signal }),
    http: createHttp({ signal, now: () => 0 }),
    signal,
    now: () => 0,
    log: () => {},
    cacheFolder: null,
  }
  const input = {
    source: { externalId: '1', name: 'shop' },
    cursor: null,
    missing: () => [],
    unreadCommits: () => [],
    elsewhere: () => false,
    active: () => 0,
  }
  for (const read of cloneStreams([stream, stream], cloneOf, { after: [], wanted: () => true }).map(
    ({ read }) => read,
  )) {
    for await (const page of read(context, input)) expect(page.records).toEqual([])
  }
  expect(seen.map(({ token }) => token)).toEqual(['first', 'second'])
  expect(seen[0]).toMatchObject({ address: 'https://github.test/acme/shop.git', identity: '1' })
  expect(seen[0]?.context).toBe(seen[1]?.context)
})
