import { strict } from './surface.ts'
import { originOf } from './urls.ts'

/** The top frame of a window as it is now. Preload scripts run in no other. */
export const createFrame = (url: string) =>
  strict('WebFrameMain', {
    url,
    origin: originOf(url),
    parent: null,
    detached: false,
    name: '',
    routingId: 1,
    processId: 1,
    isDestroyed: () => false,
  })
