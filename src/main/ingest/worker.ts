import { loadConnector } from '../connectors/load-connector.ts'
import { runJobThread } from './job-thread.ts'

await runJobThread(loadConnector)
