import { distance } from 'fastest-levenshtein'
import { methods } from '../../shared/contract/methods.ts'

/** The methods a mistyped name may have meant, nearest first, at most three. */
export function nearMethods(name: string): string[] {
  const wanted = name.toLowerCase()
  const near = (method: string) => {
    const apart = distance(wanted, method.toLowerCase())
    const [noun, verb] = method.toLowerCase().split('.')
    const sharesPart = wanted.split(/[.:/]/).some(part => part !== '' && (part === verb || part === noun))
    return { method, apart, close: apart <= Math.max(2, wanted.length / 3) || sharesPart }
  }
  return Object.keys(methods)
    .map(near)
    .filter(({ close }) => close)
    .sort((a, b) => a.apart - b.apart)
    .slice(0, 3)
    .map(({ method }) => method)
}
