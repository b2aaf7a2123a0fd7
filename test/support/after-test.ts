import { onTestFinished } from 'vitest'
import { createTestFolder } from './git-repository.ts'

/** A folder of the running test's own. It goes when the test has ended, after all that was opened in it since. */
export function folderOfTest(): string {
  const folder = createTestFolder()
  onTestFinished(() => folder.remove())
  return folder.path
}

/** Has what was opened closed when the running test has ended, however it ended. */
export function closedAfterTest<Opened extends { close(): Promise<void> }>(opened: Opened): Opened {
  onTestFinished(() => opened.close())
  return opened
}
