import type { MatchReason, MatchStrength } from '../../../../../shared/model/people.ts'

/** Why two people look like one, in a clause. */
export function reasonText({ kind, value }: MatchReason): string {
  switch (kind) {
    case 'email':
      return `the same e-mail, ${value}`
    case 'github_address':
      return `an address that GitHub gives the account ${value}`
    case 'name':
      return `the same name, ${value}`
    case 'login':
      return `the same login, “${value}”`
    case 'name_in_email':
      return value.includes('@') ? `the name in ${value}` : `the name in the login “${value}”`
  }
}

/** How sure that is, as a badge says it. */
export const strengthNames: Readonly<Record<MatchStrength, string>> = {
  strong: 'Same address',
  likely: 'Same name',
  weak: 'Perhaps',
}
