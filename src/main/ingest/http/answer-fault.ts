import type { FaultCode } from '../../../shared/contract/faults.ts'
import { WeirError } from '../../../shared/contract/weir-error.ts'
import type { HttpHead } from '../../connectors/sdk/http.ts'

export interface AnswerContext {
  readonly title: string
  readonly host: string
  /** Without its query. */
  readonly path: string
  readonly redact: (text: string) => string
}

/** The fault an answer's status stands for, or the code it was judged to mean. */
export function answerFault(head: HttpHead, text: string, code: FaultCode | null, context: AnswerContext): WeirError {
  const { title, host, path, redact } = context
  const { status } = head
  const said = redact(messageIn(text)).slice(0, 300)
  const meant = code ?? codeOf(status)
  return new WeirError(meant, {
    hint: `${hintFor(meant, status, title)}${said === '' ? '' : ` It said: ${said}`}`,
    details: { status, host, path: redact(path) },
  })
}

/** Refuses an answer that leads elsewhere: credentials go to the configured origin only. */
export function redirectFault(location: string, { status }: HttpHead, context: AnswerContext): WeirError {
  const { title, host, path, redact } = context
  const to = URL.canParse(location) ? new URL(location).origin : 'elsewhere'
  return new WeirError('remote.rejected', {
    hint: `${title} sends on to ${redact(to)}. If that is its real address, use it in the settings; otherwise a sign-in page or a proxy is in between.`,
    details: { status, host, path: redact(path) },
  })
}

export function notJsonFault({ status }: HttpHead, { title, host, path, redact }: AnswerContext): WeirError {
  return new WeirError('remote.rejected', {
    hint: `${title} did not answer with data: a sign-in page or a proxy may be in between. Check the address.`,
    details: { status, host, path: redact(path) },
  })
}

function codeOf(status: number): FaultCode {
  if (status === 401) return 'auth.rejected'
  if (status === 403) return 'auth.insufficient_scope'
  return status === 408 || status >= 500 ? 'remote.server_error' : 'remote.rejected'
}

function hintFor(code: FaultCode, status: number, title: string): string {
  switch (code) {
    case 'auth.rejected':
      return `${title} does not accept these credentials. Check them, or make new ones, and verify the connection again.`
    case 'auth.insufficient_scope':
      return `${title} does not allow this account to read that. Give it the permission or use another account.`
    case 'remote.server_error':
      return `${title} has trouble of its own (HTTP ${status}). Try again later.`
    default:
      return `${title} refused a request (HTTP ${status}).`
  }
}

/** What a JSON error body says, in the forms that are about; nothing from other bodies. */
function messageIn(text: string): string {
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch {
    return ''
  }
  if (typeof body !== 'object' || body === null) return ''
  const { errorMessages, errors, message } = body as Record<string, unknown>
  const parts = [errorMessages, errors, message].flatMap(part =>
    typeof part === 'object' && part !== null ? Object.values(part) : [part],
  )
  return parts.filter(part => typeof part === 'string' && part !== '').join(' ')
}
