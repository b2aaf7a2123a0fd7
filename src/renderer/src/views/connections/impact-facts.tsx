import type { Impact } from '../../../../shared/model/connection.ts'
import { Facts } from '../../components/facts.tsx'
import { formatBytes, formatCount } from '../../format/number.ts'

/** What disappears, in numbers. */
export function ImpactFacts({ impact }: { readonly impact: Impact }) {
  const some = (count: number) => (count > 0 ? formatCount(count) : null)
  const nothing = impact.repositories === 0 && impact.issues === 0
  return (
    <Facts
      facts={[
        ['Repositories', some(impact.repositories)],
        ['Commits', some(impact.commits)],
        ['People', some(impact.people)],
        ['Tags', some(impact.tags)],
        ['Deployments', some(impact.deployments)],
        ['Pull requests', some(impact.pullRequests)],
        ['Issues', some(impact.issues)],
        ['Synced so far', nothing ? 'Nothing' : null],
        ['Runs and their logs', some(impact.runs)],
        ['Disk space freed', impact.mirrorBytes > 0 ? formatBytes(impact.mirrorBytes) : null],
      ]}
    />
  )
}
