import { app, BrowserWindow } from 'electron'
import type { Logger } from '../ports.ts'

/** The most closing may take before Weir ends anyway; the store survives that like a power cut. */
const graceMs = 15_000

/** Quits in order: `close` first, with its windows out of sight, then the app. A second signal ends Weir at once. */
export function quitInOrder(close: () => Promise<void>, logger: Logger): void {
  let state: 'running' | 'closing' | 'closed' = 'running'

  app.on('before-quit', event => {
    if (state === 'closed') return
    event.preventDefault()
    if (state === 'closing') return
    state = 'closing'
    for (const window of BrowserWindow.getAllWindows()) window.hide()
    void closeWithin(close, logger).then(() => {
      state = 'closed'
      app.quit()
    })
  })

  let signals = 0
  const onSignal = (signal: NodeJS.Signals) => {
    signals += 1
    logger.info('Asked to end', { signal, signals })
    if (signals === 1) app.quit()
    else app.exit(1)
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, onSignal)
}

async function closeWithin(close: () => Promise<void>, logger: Logger): Promise<void> {
  const { promise: late, resolve } = Promise.withResolvers<void>()
  const timer = setTimeout(() => {
    logger.error('Closing took too long and was abandoned', { graceMs })
    resolve()
  }, graceMs)
  try {
    await Promise.race([close(), late])
  } catch (error) {
    logger.error('Closing failed', { error: error instanceof Error ? error.stack : String(error) })
  } finally {
    clearTimeout(timer)
  }
}
