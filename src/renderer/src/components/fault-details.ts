import type { Fault } from '../../../shared/contract/faults.ts'

/** A fault's facts in one line: `path: /srv/app · exit code: 128`; empty when there are none. */
export function faultDetails(details: Fault['details']): string {
  return Object.entries(details)
    .filter(([, value]) => value !== null && value !== '')
    .map(([name, value]) => `${words(name)}: ${value}`)
    .join(' · ')
}

const words = (name: string) => name.replace(/([a-z])([A-Z])/g, (_, a: string, b: string) => `${a} ${b.toLowerCase()}`)
