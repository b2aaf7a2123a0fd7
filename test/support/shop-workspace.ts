import type { CodeHostEntity } from '../../src/shared/model/code-entities.ts'
import type { JobId } from '../../src/shared/model/ids.ts'
import { connectGit, settled } from './client-steps.ts'
import { writeHosted } from './delivery-example.ts'
import { createTestRepository, type TestRepository } from './git-repository.ts'
import { openTestApplication, type TestApplication } from './test-application.ts'

export interface ShopWorkspace {
  /** To be closed by the caller. */
  readonly app: TestApplication
  readonly jobId: JobId
}

/**
 * The application on `data` in the folder, where a repository was synced with Git and then has its host's side, which `make` answers,
 * written as a connector's records are.
 */
export async function openShopWorkspace(
  folder: string,
  make: (repository: TestRepository) => readonly CodeHostEntity[],
): Promise<ShopWorkspace> {
  const repository = createTestRepository(`${folder}/shop`)
  const entities = make(repository)
  const data = `${folder}/data`
  const jobId = await syncedInto(data, repository)
  writeHosted(data, entities)
  return { app: await openTestApplication(data), jobId }
}

async function syncedInto(data: string, repository: TestRepository): Promise<JobId> {
  const app = await openTestApplication(data)
  try {
    const { jobId } = await connectGit(app.client, { folders: [repository.path] }, true)
    await settled(app.client, jobId)
    return jobId
  } finally {
    await app.close()
  }
}
