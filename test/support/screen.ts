import { isAffected } from '../../src/renderer/src/api/query-tables.ts'
import type { Client } from '../../src/shared/contract/client.ts'
import type { TableName } from '../../src/shared/contract/events.ts'
import type { InputOf, MethodName } from '../../src/shared/contract/methods.ts'

/** A question to the application, with its input. */
export interface Question {
  readonly method: MethodName
  readonly input: unknown
}

/** A question of the contract. */
export const question = <Name extends MethodName>(method: Name, input: InputOf<Name>): Question => ({ method, input })

/** What is asked, and what was answered; a fault by its code. */
export type Answers = Readonly<Record<string, unknown>>

const nameOf = ({ method, input }: Question) => `${method} ${JSON.stringify(input)}`

async function ask(client: Client, { method, input }: Question): Promise<unknown> {
  const reply = await client.transport.request({ id: `${++asked}`, method, input })
  return reply.ok ? reply.data : reply.fault.code
}
let asked = 0

/** Asks all questions. */
export async function answersOf(client: Client, questions: readonly Question[]): Promise<Answers> {
  const answers: Record<string, unknown> = {}
  for (const each of questions) answers[nameOf(each)] = await ask(client, each)
  return answers
}

/** Everything a user can have in front of them, kept as the windows keep it. */
export interface Screen {
  /** What it shows at the moment. */
  shown(): Answers
  stop(): void
}

/** A screen that asks again only what a push says has changed, as windows do. */
export async function openScreen(client: Client, questions: readonly Question[]): Promise<Screen> {
  const answers: Record<string, unknown> = { ...(await answersOf(client, questions)) }
  const stop = client.on('data_changed', ({ tables }) => {
    const changed = new Set<TableName>(tables)
    for (const each of questions.filter(({ method }) => isAffected(method, changed))) {
      void ask(client, each).then(answer => {
        answers[nameOf(each)] = answer
      })
    }
  })
  return { shown: () => ({ ...answers }), stop }
}
