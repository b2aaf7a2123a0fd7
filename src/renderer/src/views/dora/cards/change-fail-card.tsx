import { useMemo } from 'react'
import type { DoraCardProps } from '../../overview/cards/card-context.ts'
import { RateCard } from './rate-card.tsx'

/** Which share of the deployments failed in production. */
export function ChangeFailCard({ dora, context, badge }: DoraCardProps) {
  const { deployments, failed, rate, noData } = dora.changeFailRate
  const buckets = useMemo(
    () => dora.changeFailRate.buckets.map(({ failed: counted, ...bucket }) => ({ ...bucket, counted })),
    [dora.changeFailRate.buckets],
  )
  return (
    <RateCard
      title="Change fail rate"
      only="failed"
      counted={failed}
      before={dora.previous.changeFailRate}
      color="var(--chart-failures)"
      {...{ deployments, rate, buckets, noData, badge, context }}
    >
      <p>
        <strong>Failed deployments ÷ deployments</strong>, both finished in the period. A deployment failed when an
        incident belongs to it: one belongs to the latest deployment finished before it began, within the repository’s
        window, or to the one it was linked to by hand.
      </p>
      <p>
        Incidents are what the repository’s rules say: issues, reverts, hotfix branches, deployments that failed. A
        revert or hotfix counts once it is deployed; what was reverted before it was ever out does not.
      </p>
    </RateCard>
  )
}
