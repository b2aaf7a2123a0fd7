import { WeirError } from '../../../shared/contract/weir-error.ts'
import type { HttpRequest } from '../../connectors/sdk/http.ts'

/** Where a request goes. @throws WeirError `remote.rejected` when that is not on the base URL's origin. */
export function requestUrl(base: URL, { path, query = {} }: HttpRequest): URL {
  const url = new URL(/^https?:/i.test(path) ? path : path.replace(/^\/+/, ''), base)
  if (url.origin !== base.origin) {
    throw new WeirError('remote.rejected', {
      hint: 'The remote named a page on another host. Weir asks the configured one only.',
      details: { host: url.host },
    })
  }
  for (const [name, value] of Object.entries(query)) if (value !== undefined) url.searchParams.set(name, String(value))
  return url
}
