import type { PushMessage, Reply, RequestMessage } from './transport.ts'

/** What the desktop shell's preload script puts into its window as `weir`: requests out, pushes in, and nothing else. */
export interface WeirBridge {
  request(message: RequestMessage): Promise<Reply>
  /** Listens to every push. Returns the function that stops listening. */
  subscribe(listener: (push: PushMessage) => void): () => void
}
