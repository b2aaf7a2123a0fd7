/** A page of the code host; null for one that is not served by https. */
export function hostLink(repositoryUrl: string, path: string): string | null {
  const url = URL.parse(`${repositoryUrl.replace(/\/+$/, '')}/${path}`)
  return url?.protocol === 'https:' ? url.href : null
}
