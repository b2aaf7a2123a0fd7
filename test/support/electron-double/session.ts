import { requireReady } from './runtime.ts'
import { strict } from './surface.ts'

type RequestHandler = (
  contents: unknown,
  permission: string,
  answer: (granted: boolean) => void,
  details: object,
) => void
type CheckHandler = (contents: unknown, permission: string, origin: string, details: object) => boolean

let onRequest: RequestHandler | null = null
let onCheck: CheckHandler | null = null

const defaultSession = strict('Session', {
  setPermissionRequestHandler: (handler: RequestHandler | null) => {
    onRequest = handler
  },
  setPermissionCheckHandler: (handler: CheckHandler | null) => {
    onCheck = handler
  },
  setDevicePermissionHandler: (_handler: unknown) => {},
  setDisplayMediaRequestHandler: (_handler: unknown) => {},
})

export const session = {
  get defaultSession() {
    requireReady('session.defaultSession was used')
    return defaultSession
  },
}

/** Whether content gets a permission: like Electron, everything is granted as long as the app has said nothing. */
export function isPermitted(contents: unknown, permission: string, url: string): Promise<boolean> {
  const details = { requestingUrl: url, isMainFrame: true }
  if (onCheck?.(contents, permission, url, details) === true || !onRequest) return Promise.resolve(true)
  return new Promise(resolve => onRequest?.(contents, permission, resolve, details))
}
