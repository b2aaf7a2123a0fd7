import type { Fault, FaultCode } from './faults.ts'

const fault = (code: FaultCode, hint: string): Fault => ({ code, hint, details: {} })

/** There is no connection: nothing was sent. */
export const disconnected = (): Fault =>
  fault('rpc.disconnected', 'The connection to Weir is lost. Start Weir again if it was closed.')

/** The connection broke while a request was under way: whether it was carried out is not known. */
export const brokenOff = (): Fault =>
  fault(
    'rpc.disconnected',
    'The connection to Weir broke before the answer came. If this was to change something, look whether it did before you try again.',
  )

export const unauthorized = (): Fault =>
  fault('rpc.unauthorized', 'Sign in again: run `weir serve` and open the link it prints.')

export const tooLarge = (): Fault =>
  fault('rpc.too_large', 'This is more than one request can carry. Split it into smaller ones.')

export const cancelled = (): Fault => fault('rpc.cancelled', 'The request was cancelled.')
