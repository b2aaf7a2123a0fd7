import { createGitConnector } from '../../src/main/connectors/git/index.ts'
import { runJobThread } from '../../src/main/ingest/job-thread.ts'

/** The job's real thread, reading repositories in many small pages: a small repository has as many checkpoints as a large one. */
const git = createGitConnector({
  commitSlice: 400,
  commitPage: 50,
  keyPage: 200,
  refPage: 5,
  largestLinePart: 200,
  smallestLinePart: 50,
  linePage: 50,
})

await runJobThread(id => (id === git.id ? git : null))
