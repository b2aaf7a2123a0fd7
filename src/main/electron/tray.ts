import { app, Menu, Tray } from 'electron'
import type { Client } from '../../shared/contract/client.ts'
import { toFault } from '../../shared/contract/weir-error.ts'
import type { Application } from '../application.ts'
import type { Logger, Notifier } from '../ports.ts'
import { createLocalClient } from './local-client.ts'
import { followTrayFacts, type TrayFacts, unknownFacts } from './tray-facts.ts'
import { trayIcon } from './tray-icon.ts'
import { type TrayActions, trayMenu } from './tray-menu.ts'
import { type TrayState, trayState, trayTooltip } from './tray-view.ts'

export interface TrayParts {
  readonly application: Promise<Application>
  /** The folder of its icons, absolute. */
  readonly icons: string
  readonly logger: Logger
  readonly notifier: Notifier
  readonly open: (route?: string) => void
  readonly quit: () => void
}

/** Puts Weir into the tray, where it shows what goes on until the app ends. Null where no tray can be made. */
export function showTray({ application, icons, logger, notifier, open, quit }: TrayParts): Tray | null {
  const { platform } = process
  let tray: Tray
  try {
    tray = new Tray(trayIcon(icons, 'idle', platform))
  } catch (error) {
    logger.warn('No tray icon could be made', { error: String(error) })
    return null
  }

  const act = (ask: (client: Client) => Promise<unknown>) => {
    application
      .then(running => ask(createLocalClient(running, 'tray')))
      .catch((error: unknown) => notifier.notify({ title: 'Weir', body: toFault(error, '').hint }))
  }
  const actions: TrayActions = {
    open,
    quit,
    pause: jobId => act(client => client.request('jobs.pause', { jobId })),
    resume: jobId => act(client => client.request('jobs.resume', { jobId })),
    forceStop: jobId => act(client => client.request('jobs.forceStop', { jobId })),
    runAll: () => act(client => client.request('orchestrator.runAll')),
    pauseAll: () => act(client => client.request('jobs.pauseAll')),
    resumeAll: () => act(client => client.request('jobs.resumeAll')),
  }

  const show = draw(tray, actions, state => trayIcon(icons, state, platform))
  show(unknownFacts)
  // On macOS a click opens the menu.
  if (platform !== 'darwin') tray.on('click', () => open())
  // What quits is out of reach, like its windows.
  app.once('before-quit', () => tray.destroy())
  application
    .then(running => followTrayFacts(createLocalClient(running, 'tray'), show))
    .catch((error: unknown) => show({ ...unknownFacts, fault: toFault(error, '') }))
  return tray
}

/** Returns what draws facts. What has not changed is left alone: a menu that is set anew closes under the user's hand. */
function draw(tray: Tray, actions: TrayActions, icon: (state: TrayState) => Electron.NativeImage) {
  let drawn = { state: '', tooltip: '', menu: '' }
  return (facts: TrayFacts) => {
    if (tray.isDestroyed()) return
    const state = trayState(facts)
    const tooltip = trayTooltip(facts)
    const items = trayMenu(facts, actions)
    const next = { state, tooltip, menu: JSON.stringify([items, facts.jobs.map(({ id, state }) => [id, state])]) }
    if (next.state !== drawn.state) tray.setImage(icon(state))
    if (next.tooltip !== drawn.tooltip) tray.setToolTip(tooltip)
    if (next.menu !== drawn.menu) tray.setContextMenu(Menu.buildFromTemplate(items))
    drawn = next
  }
}
