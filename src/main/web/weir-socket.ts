import { WebSocket } from 'ws'
import { faultFrame } from './socket-frames.ts'

/** The close code for a message longer than the server accepts. */
export const tooLargeCode = 1009

/**
 * A socket that says why before it closes for an oversized message: `ws` closes by itself while the message is still
 * arriving, and a bare close code would leave the client guessing.
 */
export class WeirSocket extends WebSocket {
  override close(code?: number, reason?: string | Buffer): void {
    if (code === tooLargeCode && this.readyState === WebSocket.OPEN)
      this.send(faultFrame('', 'rpc.too_large', 'This is more than one request can carry. Split it into smaller ones.'))
    super.close(code, reason)
  }
}
