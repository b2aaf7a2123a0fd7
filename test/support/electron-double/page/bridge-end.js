// One end of the passage between the page's world and the preload's: both see the same window events, but no objects of each other.
// What crosses is text; functions and promises stay where they are and are called through their number.

import { decode, encode } from './codec.js'
export function createBridgeEnd(own, other, onValue) {
  const functions = []
  const answers = new Map()
  const settlers = new Map()
  let calls = 0

  const emit = message => window.dispatchEvent(new CustomEvent(other, { detail: JSON.stringify(message) }))
  const leave = value => {
    if (typeof value === 'function') return ['function', functions.push(value) - 1]
    if (!(value instanceof Promise)) return undefined
    const number = functions.push(null) - 1
    const settle = (kind, result) => emit({ kind, number, value: out(result) })
    value.then(
      result => settle('resolve', result),
      error => settle('reject', error),
    )
    return ['promise', number]
  }
  const arrive = (tag, number) => {
    if (tag === 'promise') return new Promise((resolve, reject) => settlers.set(number, { resolve, reject }))
    if (tag !== 'function') throw new Error(`Unknown tag ${tag}`)
    return (...args) => {
      const call = ++calls
      emit({ kind: 'call', number, call, value: out(args) })
      const answer = answers.get(call)
      answers.delete(call)
      const result = into(answer.value)
      if (answer.failed) throw result
      return result
    }
  }
  const out = value => encode(value, leave)
  const into = text => decode(text, arrive)

  const run = ({ number, call, value }) => {
    try {
      emit({ kind: 'answer', call, value: out(functions[number](...into(value))) })
    } catch (error) {
      emit({
        kind: 'answer',
        call,
        failed: true,
        value: out(error instanceof Error ? error : new Error(String(error))),
      })
    }
  }
  window.addEventListener(own, event => {
    const message = JSON.parse(event.detail)
    if (message.kind === 'call') run(message)
    else if (message.kind === 'answer') answers.set(message.call, message)
    else if (message.kind === 'value') onValue(message.name, into(message.value))
    else settlers.get(message.number)[message.kind](into(message.value))
  })
  return { give: (name, value) => emit({ kind: 'value', name, value: out(value) }) }
}
