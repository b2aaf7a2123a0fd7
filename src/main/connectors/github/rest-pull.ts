import { z } from 'zod'
import { statusOf } from '../sdk/answer.ts'
import type { Remote } from './remote.ts'
import type { RepositoryPlace } from './repository-place.ts'
import { restList } from './rest-pages.ts'

const Numbered = z.object({ number: z.number() })
const Detail = z.looseObject({
  comments: z.number().optional(),
  review_comments: z.number().optional(),
})

/** A listed pull request with everything about it, in four to six requests; unchanged when it is gone meanwhile. */
export async function restPull(remote: Remote, { path }: RepositoryPlace, listed: unknown): Promise<unknown> {
  const { success, data } = Numbered.safeParse(listed)
  if (!success) return listed
  const { number } = data
  const pull = await remote.ask(Detail, `${path}/pulls/${number}`).catch(error => {
    if (statusOf(error) === 404) return null
    throw error
  })
  if (pull === null) return listed
  const query = { per_page: 100 }
  const list = (of: string, count?: number) =>
    count === 0 ? Promise.resolve([]) : restList(remote, `${path}/${of}`, { query })
  const [commits, reviews, reviewComments, comments, events] = await Promise.all([
    list(`pulls/${number}/commits`),
    list(`pulls/${number}/reviews`),
    list(`pulls/${number}/comments`, pull.review_comments),
    list(`issues/${number}/comments`, pull.comments),
    list(`issues/${number}/events`),
  ])
  return { pull, commits, reviews, reviewComments, comments, events }
}
