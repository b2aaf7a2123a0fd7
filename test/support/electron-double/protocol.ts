import { requireNotReady, requireReady } from './runtime.ts'
import { checkOptions, strict } from './surface.ts'
import { addStandardScheme, isStandardScheme } from './urls.ts'

type Handler = (request: Request) => Response | Promise<Response>
const handlers = new Map<string, Handler>()
let registered = false

export const handlerOf = (url: string): Handler | undefined => handlers.get(URL.parse(url)?.protocol.slice(0, -1) ?? '')

export const protocol = strict('Protocol', {
  registerSchemesAsPrivileged(
    schemes: readonly { readonly scheme: string; readonly privileges?: { standard?: boolean; secure?: boolean } }[],
  ) {
    requireNotReady('protocol.registerSchemesAsPrivileged')
    if (registered) throw new Error('protocol.registerSchemesAsPrivileged can be called only once')
    registered = true
    for (const { scheme, privileges = {} } of schemes) {
      checkOptions('Privileges', privileges)
      if (privileges.standard && privileges.secure) addStandardScheme(scheme)
    }
  },
  handle(scheme: string, handler: Handler) {
    requireReady('protocol.handle was called')
    if (handlers.has(scheme)) throw new Error('Failed to register protocol: the scheme has been registered')
    if (!isStandardScheme(scheme)) throw new Error(`electron-double: ${scheme} is no standard, secure scheme`)
    handlers.set(scheme, handler)
  },
  unhandle: (scheme: string) => void handlers.delete(scheme),
  isProtocolHandled: (scheme: string) => handlers.has(scheme),
})
