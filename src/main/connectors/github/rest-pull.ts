import { z } from 'zod'
import { statusOf } from '../sdk/answer.ts'
import { dataOf } from './octokit.ts'
import type { Remote } from './remote.ts'
import type { RepositoryPlace } from './repository-place.ts'
import { restList } from './rest-pages.ts'

const Numbered = z.object({ number: z.number() })
const Detail = z.looseObject({
  comments: z.number().optional(),
  review_comments: z.number().optional(),
})

/** A listed pull request with everything about it, in four to six requests; unchanged when it is gone meanwhile. */
export async function restPull(remote: Remote, { at }: RepositoryPlace, listed: unknown): Promise<unknown> {
  const { success, data } = Numbered.safeParse(listed)
  if (!success) return listed
  const asPull = { ...at, pull_number: data.number }
  const asIssue = { ...at, issue_number: data.number, per_page: 100 }
  const asked = remote.octokit.request('GET /repos/{owner}/{repo}/pulls/{pull_number}', asPull)
  const pull = await dataOf(Detail, asked).catch(error => {
    if (statusOf(error) === 404) return null
    throw error
  })
  if (pull === null) return listed
  const of = { ...asPull, per_page: 100 }
  const [commits, reviews, reviewComments, comments, events] = await Promise.all([
    restList(remote, 'GET /repos/{owner}/{repo}/pulls/{pull_number}/commits', of),
    restList(remote, 'GET /repos/{owner}/{repo}/pulls/{pull_number}/reviews', of),
    pull.review_comments === 0 ? [] : restList(remote, 'GET /repos/{owner}/{repo}/pulls/{pull_number}/comments', of),
    pull.comments === 0 ? [] : restList(remote, 'GET /repos/{owner}/{repo}/issues/{issue_number}/comments', asIssue),
    restList(remote, 'GET /repos/{owner}/{repo}/issues/{issue_number}/events', asIssue),
  ])
  return { pull, commits, reviews, reviewComments, comments, events }
}
