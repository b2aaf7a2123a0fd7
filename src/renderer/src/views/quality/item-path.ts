import type { QualityTarget } from '../../../../shared/model/quality.ts'

/** The page where an item is looked at more closely; null for an issue, which opens in its drawer. */
export function itemPath({ kind, id }: QualityTarget): string | null {
  switch (kind) {
    case 'connection':
      return `/connections/${id}`
    case 'person':
      return '/people/suggestions'
    case 'repository':
      return '/dora'
    case 'status':
    case 'issueType':
      return '/flow'
    case 'issue':
      return null
  }
}
