/** Shorter ones would blot out ordinary words. */
const leastLength = 4
const maxLength = 2_000

/** Makes text fit for the run log: secrets and credentials in URLs blotted out, cut to 2,000 characters. */
export function createRedactor(secrets: readonly string[]): (text: string) => string {
  const worth = secrets.filter(secret => secret.length >= leastLength).sort((a, b) => b.length - a.length)
  return text => {
    let clean = text.replaceAll(/(\w:\/\/)[^/\s@]+@/g, '$1•••@')
    for (const secret of worth) clean = clean.replaceAll(secret, '•••')
    return clean.length <= maxLength ? clean : `${clean.slice(0, maxLength - 1)}…`
  }
}
