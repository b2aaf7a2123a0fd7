import { EventEmitter } from 'node:events'
import { requireReady } from './runtime.ts'
import { strict } from './surface.ts'

class PowerMonitor extends EventEmitter {
  override on(event: string, listener: () => void): this {
    requireReady("The 'powerMonitor' module can't be used")
    return super.on(event, listener)
  }
}

/** The machine never sleeps: a test that wants it to wake up emits `resume`. */
export const powerMonitor = strict('PowerMonitor', new PowerMonitor())
