import { useMemo } from 'react'
import type { DoraCardProps } from '../../overview/cards/card-context.ts'
import { RateCard } from './rate-card.tsx'

/** Which share of the deployments were unplanned fixes. */
export function ReworkCard({ dora, context, badge }: DoraCardProps) {
  const { deployments, unplanned, rate, noData } = dora.reworkRate
  const buckets = useMemo(
    () => dora.reworkRate.buckets.map(({ unplanned: counted, ...bucket }) => ({ ...bucket, counted })),
    [dora.reworkRate.buckets],
  )
  return (
    <RateCard
      title="Deployment rework rate"
      only="unplanned"
      counted={unplanned}
      before={dora.previous.reworkRate}
      color="var(--chart-rework)"
      {...{ deployments, rate, buckets, noData, badge, context }}
    >
      <p>
        <strong>Unplanned fixes ÷ deployments</strong>, both finished in the period. A deployment is an unplanned fix
        when it ships a hotfix branch, a revert of something that was out, or a change that names an incident’s issue.
      </p>
    </RateCard>
  )
}
