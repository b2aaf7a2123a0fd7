/**
 * Gives signals back to the program: a package below `conf` and `electron-store` listens to them from its import on and sends each a second time, so that one
 * Ctrl-C would count as two. To be called before anything of our own listens.
 */
export function reclaimSignals(): void {
  for (const name of process.eventNames())
    if (typeof name === 'string' && name.startsWith('SIG')) process.removeAllListeners(name)
}
