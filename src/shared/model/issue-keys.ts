import { z } from 'zod'
import { ConnectionId, ProjectId } from './ids.ts'
import { Pattern } from './repository.ts'
import { Count } from './time.ts'

/** A regular expression with one group, which holds an issue's number or its whole key. Capitals and small letters are the same. */
export const KeyPattern = Pattern.refine(
  source => {
    try {
      return new RegExp(`${source}|`, 'u').exec('')?.length === 2
    } catch {
      return true
    }
  },
  { error: 'Put the number or the key in one pair of parentheses, such as #(\\d+)' },
)

/** What stands before the number in a key: `SHOP` of `SHOP-12`. */
export const KeyPrefix = z
  .string()
  .trim()
  .max(50)
  .regex(/^[A-Za-z][A-Za-z0-9_]+$/, 'A letter, then letters, digits or _: such as SHOP')

/** What names an issue of a project in a branch, a title or a commit message. */
export const IssueKeyRule = z.object({
  /** The project's own key, `SHOP-12`, in capitals or not. */
  ownKey: z.boolean(),
  /** Keys the project had before it was renamed: `OLD-12` is `SHOP-12`. */
  prefixes: z.array(KeyPrefix).max(20),
  patterns: z.array(KeyPattern).max(10),
})
export type IssueKeyRule = z.infer<typeof IssueKeyRule>

/** The rule of a project whose user saved none. */
export const defaultIssueKeyRule: IssueKeyRule = { ownKey: true, prefixes: [], patterns: [] }

/** A project and what names its issues. */
export const ProjectIssueKeys = z.object({
  projectId: ProjectId,
  key: z.string(),
  name: z.string(),
  connectionId: ConnectionId,
  connectionName: z.string(),
  issues: Count,
  /** Issues that commits or pull requests name. */
  namedIssues: Count,
  /** What the user saved; null when Weir's own rule is in force. */
  saved: IssueKeyRule.nullable(),
  /** A saved pattern took too long on some text: until the rule is saved again, its patterns are not used. */
  tooSlow: z.boolean(),
  /** Its issues are those of a repository at a code host: there `#12` alone names one. */
  hosted: z.boolean(),
})
export type ProjectIssueKeys = z.infer<typeof ProjectIssueKeys>

export const IssueKeyList = z.object({
  projects: z.array(ProjectIssueKeys),
  /** Repositories whose texts are still to be read by the rules in force. */
  repositoriesToRead: Count,
})
export type IssueKeyList = z.infer<typeof IssueKeyList>

/** What a rule would find in all commits and pull requests, before it is saved. */
export const IssueKeyPreview = z.object({
  issues: Count,
  commits: Count,
  pullRequests: Count,
  /** Texts that name an issue the project does not have. */
  unknown: Count,
  /** Some of what was found; the last name an issue that is not there. */
  examples: z.array(
    z.object({
      of: z.enum(['commit', 'pull_request']),
      id: z.int(),
      text: z.string(),
      keys: z.array(z.object({ key: z.string(), known: z.boolean() })),
    }),
  ),
})
export type IssueKeyPreview = z.infer<typeof IssueKeyPreview>
