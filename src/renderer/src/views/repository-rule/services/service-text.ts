import type { Repository } from '../../../../../shared/model/repository.ts'
import type { Service, TouchedCommits } from '../../../../../shared/model/service.ts'
import { formatCount, formatNoun } from '../../../format/number.ts'
import { ruleInForce } from '../rule-text.ts'

/** How far a service's numbers have come, in words. `syncing` when its connection's job runs or waits. */
export function stateText({ state, commits, deployments }: Service, syncing: boolean): string {
  const counted = formatNoun(deployments, 'deployment')
  switch (state) {
    case 'listed':
      return `${formatNoun(commits, 'commit')}, ${counted}`
    case 'waiting':
      return syncing
        ? `Its commits are being looked for; ${counted} so far`
        : `Its commits are looked for by the next sync; ${counted} so far`
    case 'without_git':
      return counted
  }
}

/** How many commits touch some paths, in words. */
export function touchedText({ commits, looked, all }: TouchedCommits): string {
  const among = all ? formatNoun(looked, 'commit') : `the newest ${formatCount(looked)} commits`
  if (commits === 0) return `None of ${among} touches these paths`
  return `${formatCount(commits)} of ${among} ${commits === 1 ? 'touches' : 'touch'} these paths`
}

/** Where something is from: `shop`, or a service of it: `shop / api`. */
export const placeOf = ({
  repositoryName,
  serviceName,
}: {
  readonly repositoryName: string
  readonly serviceName: string | null
}): string => (serviceName === null ? repositoryName : `${repositoryName} / ${serviceName}`)

/** The services of one repository. */
export const servicesOf = <One extends Pick<Service, 'repositoryId'>>(
  { id }: Pick<Repository, 'id'>,
  services: readonly One[],
): readonly One[] => services.filter(({ repositoryId }) => repositoryId === id)

/** What counts as a deployment of a repository: by its rule, or by those of its services. */
export function ruleOrServices(
  repository: Pick<Repository, 'rule' | 'savedRule' | 'defaultBranch'>,
  own: readonly Pick<Service, 'name'>[],
): string {
  if (own.length === 0) return ruleInForce(repository)
  return `Those of its ${own.length === 1 ? 'service' : 'services'} ${own.map(({ name }) => name).join(', ')}`
}
