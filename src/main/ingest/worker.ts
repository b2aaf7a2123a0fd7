import { findConnector } from '../connectors/registry.ts'
import { runJobThread } from './job-thread.ts'

await runJobThread(findConnector)
