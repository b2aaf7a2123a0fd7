/** A PEM block: what its lines say, with the line breaks put back that a one-line input drops. */
export function pemBlock(label: string, body: string): string {
  const lines = body.replaceAll(/\s+/g, '').replaceAll(/.{64}(?=.)/g, '$&\n')
  return `-----BEGIN ${label}-----\n${lines}\n-----END ${label}-----\n`
}
