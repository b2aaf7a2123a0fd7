import type { ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import type { FaultCode } from '../../shared/contract/faults.ts'
import type { WeirError } from '../../shared/contract/weir-error.ts'

const statusOf: Partial<Record<FaultCode, number>> = {
  'rpc.invalid_input': 400,
  'rpc.unauthorized': 401,
  'rpc.forbidden': 403,
  'rpc.not_found': 404,
  'rpc.too_large': 413,
  'rpc.disconnected': 503,
}

/** The HTTP status that says the same as a fault; undefined when none does. */
export const statusOfFault = (code: FaultCode): number | undefined => statusOf[code]

/** The HTTP status a fault is answered with. */
export const httpStatus = (error: WeirError): number => statusOfFault(error.code) ?? 500

const faultBody = (error: WeirError) => JSON.stringify({ fault: error.toFault() })

export function answerJson(response: ServerResponse, status: number, body: string): void {
  response.setHeader('content-type', 'application/json; charset=utf-8')
  response.setHeader('cache-control', 'no-store')
  response.writeHead(status).end(body)
}

export const answerFault = (response: ServerResponse, error: WeirError, status = httpStatus(error)): void =>
  answerJson(response, status, faultBody(error))

/** Refuses a WebSocket handshake with an HTTP answer. */
export function refuseUpgrade(stream: Duplex, error: WeirError): void {
  const body = faultBody(error)
  stream.end(
    [
      `HTTP/1.1 ${httpStatus(error)} Refused`,
      'connection: close',
      'content-type: application/json; charset=utf-8',
      'x-content-type-options: nosniff',
      `content-length: ${Buffer.byteLength(body)}`,
      '',
      body,
    ].join('\r\n'),
  )
}
