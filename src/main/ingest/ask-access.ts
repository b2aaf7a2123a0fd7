import type { MessagePort } from 'node:worker_threads'
import { WeirError } from '../../shared/contract/weir-error.ts'
import type { Access, AccessToken } from '../connectors/sdk/oauth.ts'
import type { FromJobThread, ToJobThread } from './messages.ts'
import { orAborted } from './or-aborted.ts'

/** A job's way to access tokens: it asks the main process, which alone holds what they are made with. Ends on abort. */
export function askAccess(port: MessagePort, signal: AbortSignal): Access {
  const waiting = new Map<number, PromiseWithResolvers<AccessToken>>()
  let asked = 0

  port.on('message', (message: ToJobThread) => {
    if (message.type !== 'access') return
    const answer = waiting.get(message.number)
    waiting.delete(message.number)
    if ('given' in message) answer?.resolve(message.given)
    else answer?.reject(WeirError.fromFault(message.fault))
  })

  return refused => {
    const answer = Promise.withResolvers<AccessToken>()
    const number = ++asked
    const question: FromJobThread = { type: 'access', number, refused: refused ?? null }
    waiting.set(number, answer)
    port.postMessage(question)
    return orAborted(answer.promise, signal)
  }
}
