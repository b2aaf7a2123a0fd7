import type { Impact } from '../../../../shared/model/connection.ts'
import { Facts } from '../../components/facts.tsx'
import { formatBytes, formatCount } from '../../format/number.ts'

/** What disappears, in numbers. */
export function ImpactFacts({ impact }: { readonly impact: Impact }) {
  return (
    <Facts
      facts={[
        ['Repositories', formatCount(impact.repositories)],
        ['Commits', formatCount(impact.commits)],
        ['People', formatCount(impact.people)],
        ['Tags', formatCount(impact.tags)],
        ['Deployments', formatCount(impact.deployments)],
        ['Runs and their logs', impact.runs > 0 ? formatCount(impact.runs) : null],
        ['Disk space freed', impact.mirrorBytes > 0 ? formatBytes(impact.mirrorBytes) : null],
      ]}
    />
  )
}
