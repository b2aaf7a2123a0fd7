import { WeirError } from '../../shared/contract/weir-error.ts'
import type { HandlersOf } from './dispatch.ts'

type LastingMethods = 'verifications.start' | 'signIns.start' | 'jobs.runNow' | 'jobs.resume' | 'orchestrator.runAll'

const refuse = (what: string) => () => {
  throw new WeirError('job.conflict', {
    hint: `No Weir is running on this data folder, and a single command ends before ${what}. Start Weir (\`weir serve\`), then try again; \`weir sync\` syncs by itself.`,
  })
}

/** What an application that answers one request and ends cannot begin: it would not live to see the end of it. */
export const oneShotRefusals: HandlersOf<LastingMethods> = {
  'verifications.start': refuse('a verification has ended'),
  'signIns.start': refuse('anybody has signed in'),
  'jobs.runNow': refuse('a sync has'),
  'jobs.resume': refuse('a sync has'),
  'orchestrator.runAll': refuse('a sync has'),
}
