/** An event as Electron passes it first to listeners. */
export class DoubleEvent {
  defaultPrevented = false
  preventDefault(): void {
    this.defaultPrevented = true
  }
}

export const createEvent = <Facts extends object>(facts: Facts): DoubleEvent & Facts =>
  Object.assign(new DoubleEvent(), facts)
