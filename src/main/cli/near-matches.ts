import { distance } from 'fastest-levenshtein'
import { methods } from '../../shared/contract/methods.ts'

/** The methods a mistyped name may have meant, at most three: those spelt alike, else those that hold its verb, else those of its noun. */
export function nearMethods(name: string): string[] {
  const wanted = name.toLowerCase()
  const [noun = '', verb = ''] = wanted.split(/[.:/]/)
  const all = Object.keys(methods)
    .map(method => ({ method, low: method.toLowerCase() }))
    .map(({ method, low }) => ({ method, low, apart: distance(wanted, low) }))
    .sort((a, b) => a.apart - b.apart)
  const alike = all.filter(({ apart }) => apart <= 2)
  const sameVerb = all.filter(({ low }) => verb.length > 2 && low.includes(verb))
  const sameNoun = all.filter(({ low }) => low.startsWith(`${noun}.`))
  const near = [alike, sameVerb, sameNoun].find(found => found.length > 0) ?? []
  return near.slice(0, 3).map(({ method }) => method)
}
