import type { Team } from '../../../../../shared/model/teams.ts'
import { formatNoun } from '../../../format/number.ts'

type Members = Pick<Team, 'personIds' | 'projectIds' | 'repositoryIds'>

const people = ({ personIds }: Members) => formatNoun(personIds.length, 'person', 'people')
const repositories = ({ repositoryIds }: Members) => formatNoun(repositoryIds.length, 'repository', 'repositories')
const projects = ({ projectIds }: Members) => formatNoun(projectIds.length, 'project')

/** What choosing a team narrows delivery and commits to. */
export function codeScope(team: Members): string {
  if (team.repositoryIds.length > 0) return `its ${repositories(team)}`
  if (team.personIds.length > 0)
    return `commits and pull requests of its ${people(team)}, and the deployments that shipped them`
  return 'nothing: it has neither repositories nor people'
}

/** What choosing a team narrows flow to. */
export function flowScope(team: Members): string {
  const assigned = `issues assigned to its ${people(team)}`
  if (team.projectIds.length > 0 && team.personIds.length > 0) return `issues of its ${projects(team)}, and ${assigned}`
  if (team.projectIds.length > 0) return `issues of its ${projects(team)}`
  if (team.personIds.length > 0) return assigned
  return 'nothing: it has neither projects nor people'
}

/** Who and what is in a team: `4 people · 1 project · 2 repositories`. */
export const teamParts = (team: Members): string => `${people(team)} · ${projects(team)} · ${repositories(team)}`
