import type { WorkerEntries } from './ports.ts'

/**
 * The worker threads' files, told by a shell's own entry file (its `import.meta.url`): `.ts` sources beside a source, bundles beside a
 * bundle.
 */
export function workerEntries(entry: string): WorkerEntries {
  if (!entry.endsWith('.ts'))
    return {
      ingest: new URL('./ingest.js', entry),
      metrics: new URL('./metrics.js', entry),
      maintenance: new URL('./maintenance.js', entry),
      care: new URL('./care.js', entry),
    }
  return {
    ingest: new URL('./ingest/worker.ts', entry),
    metrics: new URL('./metrics/worker.ts', entry),
    maintenance: new URL('./metrics/maintenance-worker.ts', entry),
    care: new URL('./care/worker.ts', entry),
  }
}

/** The folder of the built renderer, told the same way. */
export const rendererFolder = (entry: string): URL =>
  new URL(entry.endsWith('.ts') ? '../../out/renderer/' : '../renderer/', entry)
