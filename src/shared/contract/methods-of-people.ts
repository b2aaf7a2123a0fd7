import { z } from 'zod'
import { PersonId, TeamId } from '../model/ids.ts'
import { PageRequest } from '../model/metrics.ts'
import {
  IdentityGroup,
  MatchStrength,
  MatchSuggestion,
  PersonDetail,
  PersonKind,
  PersonPair,
  PersonSort,
  PersonSummary,
} from '../model/people.ts'
import { Team, TeamDraft, TeamProject } from '../model/teams.ts'
import { Count } from '../model/time.ts'
import { command, query } from './define.ts'

const pairs = z.array(PersonPair).min(1).max(500)

/** People that span systems, and teams. */
export const methodsOfPeople = {
  /** `search` holds words that must all be in a name or e-mail, ignoring case and accents. */
  'people.list': query(
    z.object({
      search: z.string().max(200).default(''),
      kind: PersonKind.default('all'),
      teamId: TeamId.nullable().default(null),
      sort: PersonSort.default('name'),
      page: PageRequest,
    }),
    z.object({ rows: z.array(PersonSummary), total: Count }),
  ),
  'people.get': query(z.object({ personId: PersonId }), PersonDetail),
  /** Who looks like the same person, strongest first; never a pair that was rejected. `strengths` counts all of them. */
  'people.suggestions': query(
    z.object({ page: PageRequest }),
    z.object({
      rows: z.array(MatchSuggestion),
      total: Count,
      strengths: z.record(MatchStrength, Count),
    }),
  ),
  /** Merges `other` into `into`, pair by pair. `people.split` with the groups it answers undoes it. */
  'people.merge': command(z.object({ pairs }), z.object({ groups: z.array(IdentityGroup) })),
  /** Makes each group of identities a person of its own, with what was set of it before. `people.merge` with the pairs it answers undoes it. */
  'people.split': command(
    z.object({ groups: z.array(IdentityGroup).min(1).max(500) }),
    z.object({ pairs: z.array(PersonPair) }),
  ),
  /** They are not the same, and are not suggested again. `people.unreject` takes it back. */
  'people.reject': command(z.object({ pairs }), z.void()),
  'people.unreject': command(z.object({ pairs }), z.void()),
  /** A null `bot` leaves it to what the identities look like, a null `name` to theirs. */
  'people.set': command(
    z.object({
      personIds: z.array(PersonId).min(1).max(500),
      name: z.string().trim().min(1).max(200).nullable().optional(),
      bot: z.boolean().nullable().optional(),
      active: z.boolean().optional(),
    }),
    z.void(),
  ),
  'teams.list': query(z.void(), z.array(Team)),
  /** What teams can be made of, beside people and repositories. */
  'teams.projects': query(z.void(), z.array(TeamProject)),
  'teams.save': command(TeamDraft, Team),
  'teams.remove': command(z.object({ teamId: TeamId }), z.void()),
} as const
