import type { DatabaseTask } from '../../src/shared/model/database.ts'
import type { TestApplication } from './test-application.ts'

/** Begins a task on the database and resolves once it has ended. */
export async function untilEnded(app: TestApplication, begin: () => Promise<unknown>): Promise<DatabaseTask> {
  const ended = Promise.withResolvers<DatabaseTask>()
  const stop = app.client.on('database_task', task => {
    if (task.status !== 'running') ended.resolve(task)
  })
  try {
    await begin()
    return await ended.promise
  } finally {
    stop()
  }
}
