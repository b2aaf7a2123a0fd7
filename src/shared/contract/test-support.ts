import type { SocketLike } from './websocket-transport.ts'

type Listener = (event: { readonly data: unknown; readonly code: number }) => void

/** A socket whose other end is the test. */
export class TestSocket implements SocketLike {
  readonly sent: string[] = []
  readonly closedWith: (number | undefined)[] = []
  readonly #listeners: { type: string; listener: Listener }[] = []

  send(text: string) {
    this.sent.push(text)
  }
  close(code?: number) {
    this.closedWith.push(code)
    this.emit('close')
  }
  addEventListener(type: string, listener: Listener) {
    this.#listeners.push({ type, listener })
  }
  emit(type: string, data?: unknown) {
    for (const each of this.#listeners) if (each.type === type) each.listener({ data, code: 1006 })
  }
}
