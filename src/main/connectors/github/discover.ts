import type { FoundSource } from '../../../shared/model/connection.ts'
import { statusOf } from '../sdk/answer.ts'
import { clean } from '../sdk/text.ts'
import { RawRepository } from './records.ts'
import { type GithubContext, remoteOf } from './remote.ts'
import { restPages } from './rest-pages.ts'
import type { GithubSizes } from './sizes.ts'

/** The repositories of the account or of the App's installation, of the organizations, and those found by the searches, each once. */
export const discover = (sizes: GithubSizes) =>
  async function* (context: GithubContext): AsyncGenerator<FoundSource> {
    const remote = remoteOf(context, sizes)
    const { appId, organizations, searches } = context.settings
    const per_page = sizes.listed
    const lists = [
      appId === ''
        ? {
            name: 'Your repositories',
            pages: restPages(remote, 'GET /user/repos', { per_page, sort: 'full_name' }),
          }
        : {
            name: 'Repositories of the App',
            pages: restPages(remote, 'GET /installation/repositories', { per_page }),
          },
      ...organizations.map(org => ({
        name: `Repositories of ${org}`,
        pages: restPages(remote, 'GET /orgs/{org}/repos', { per_page, org }),
      })),
      ...searches.map(q => ({
        name: `Repositories found for ${q}`,
        pages: restPages(remote, 'GET /search/repositories{?q}', { per_page, q }),
      })),
    ]
    const offered = new Set<string>()
    for (const { name, pages } of lists) {
      try {
        for await (const records of pages) {
          for (const option of optionsIn(records, context.now())) {
            if (offered.has(option.externalId)) continue
            offered.add(option.externalId)
            yield option
          }
        }
      } catch (error) {
        const status = statusOf(error)
        if (status !== 403 && status !== 404 && status !== 422) throw error
        context.log('warn', `${name} are not shown to these credentials and were left out.`)
      }
    }
  }

/** A repository nobody has pushed to for so long is taken only when it is asked for. */
const livelyMs = 90 * 24 * 3_600_000

function* optionsIn(records: readonly unknown[], now: number): Generator<FoundSource> {
  for (const record of records) {
    const { success, data } = RawRepository.safeParse(record)
    if (!success) continue
    const kind = data.fork ? 'fork' : data.private ? 'private repository' : 'repository'
    const warning = data.disabled ? 'Switched off by GitHub.' : data.archived ? 'Archived: nothing new comes.' : null
    const lively = data.pushed_at == null || data.pushed_at > now - livelyMs
    yield {
      externalId: data.id,
      name: clean(data.full_name),
      kind,
      description: clean(data.description ?? ''),
      warning,
      suggested: lively && warning === null && !data.fork,
    }
  }
}
