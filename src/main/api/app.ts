import type { Fault } from '../../shared/contract/faults.ts'
import { WeirError } from '../../shared/contract/weir-error.ts'
import type { AppInfo } from '../../shared/model/app-info.ts'
import type { Ports } from '../ports.ts'
import type { HandlersOf } from './dispatch.ts'

export interface AppState {
  blockedBy(): Fault | null
  retry(): Promise<void>
  /** The vault has been unlocked. */
  unlocked(): void
}

type AppMethods =
  | 'app.info'
  | 'app.retry'
  | 'app.unlockVault'
  | 'app.pickFolders'
  | 'app.pickSavePath'
  | 'app.createLink'

/** What works even while the store cannot be opened. */
export function appHandlers(ports: Ports, state: AppState): HandlersOf<AppMethods> {
  const info = (): AppInfo => ({
    version: ports.version,
    shell: ports.shell,
    platform: process.platform,
    dataFolder: ports.paths.data,
    systemTimeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    vault: { kind: ports.vault.kind, ...ports.vault.status() },
    canPickFolders: ports.pickFolders !== undefined,
    blockedBy: state.blockedBy(),
  })
  return {
    'app.info': info,
    async 'app.retry'() {
      await state.retry()
      return info()
    },
    async 'app.unlockVault'({ passphrase }) {
      await ports.vault.unlock(passphrase)
      state.unlocked()
    },
    async 'app.pickFolders'() {
      if (!ports.pickFolders)
        throw new WeirError('rpc.forbidden', { hint: 'Type the path: this window cannot show a folder picker.' })
      return [...(await ports.pickFolders())]
    },
    async 'app.pickSavePath'({ suggestedName }) {
      if (!ports.pickSavePath)
        throw new WeirError('rpc.forbidden', { hint: 'Type the path: this window cannot show a save dialog.' })
      return ports.pickSavePath(suggestedName)
    },
    'app.createLink'(_, { caller }) {
      if (!caller.local)
        throw new WeirError('rpc.forbidden', { hint: 'Ask for a link on the command line of this machine.' })
      if (!ports.createLink)
        throw new WeirError('rpc.not_found', { hint: 'This Weir serves no browser: use its own window.' })
      return { url: ports.createLink() }
    },
  }
}
