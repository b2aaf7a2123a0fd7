import type { SimReply } from '../shared/reply.ts'

export interface GithubReply extends SimReply {
  /** For `Link`: the page's number and the last one's. */
  readonly page?: { readonly number: number; readonly last: number }
  readonly headers?: Readonly<Record<string, string>>
}

export const refuse = (status: number, message: string): GithubReply => ({
  status,
  body: { message, documentation_url: 'https://docs.github.com/rest' },
})
export const notFound = () => refuse(404, 'Not Found')

/** Searches give no more than this. */
const searchedAtMost = 1_000

/** A page of a list, as `per_page` and `page` ask for it. */
export function listPage(
  all: readonly unknown[],
  query: URLSearchParams,
  { under, searched = false }: { readonly under?: string; readonly searched?: boolean } = {},
): GithubReply {
  const size = Math.min(Math.max(Number(query.get('per_page') ?? 30), 1), 100)
  const number = Math.max(Number(query.get('page') ?? 1), 1)
  const reachable = searched ? all.slice(0, searchedAtMost) : all
  const records = reachable.slice((number - 1) * size, number * size)
  return {
    status: 200,
    body: under === undefined ? records : { total_count: all.length, [under]: records },
    page: { number, last: Math.max(Math.ceil(reachable.length / size), 1) },
  }
}
