import { graphql } from 'graphql'
import type { JsonObject } from '../shared/reply.ts'
import { nodeById, repositoryNode } from './graphql-nodes.ts'
import type { GithubReply } from './reply.ts'
import { schema } from './schema.ts'
import type { Site } from './site.ts'

/** Executes a query against the schema. */
export async function answerGraphql(site: Site, body: JsonObject): Promise<GithubReply> {
  const { data, errors } = await graphql({
    schema,
    source: String(body['query']),
    variableValues: body['variables'] as Record<string, unknown>,
    rootValue: {
      repository: ({ owner, name }: { owner: string; name: string }) => {
        const repository = site.repository(`${owner}/${name}`)
        return repository ? repositoryNode(site, repository) : null
      },
      node: ({ id }: { id: string }) => nodeById(site, id),
      rateLimit: { cost: 1, limit: 5_000, remaining: 4_999, resetAt: '2026-01-01T00:00:00Z' },
    },
  })
  if (errors === undefined) return { status: 200, body: { data } }
  const told = errors.map(({ message, extensions, path }) => ({ type: extensions['type'], message, path }))
  return { status: 200, body: { data: data ?? null, errors: told } }
}

export const graphqlError = (type: string, message: string): GithubReply => ({
  status: 200,
  body: { errors: [{ type, message }] },
})
