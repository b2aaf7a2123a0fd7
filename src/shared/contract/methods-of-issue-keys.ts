import { z } from 'zod'
import { ProjectId } from '../model/ids.ts'
import { IssueKeyList, IssueKeyPreview, IssueKeyRule } from '../model/issue-keys.ts'
import { command, query } from './define.ts'

/** How branches, titles and commit messages name the issues of a project. */
export const methodsOfIssueKeys = {
  'issueKeys.list': query(z.void(), IssueKeyList),
  'issueKeys.preview': query(z.object({ projectId: ProjectId, rule: IssueKeyRule }), IssueKeyPreview),
  /** Null gives the choice back to Weir. Everything is read again in the background. */
  'issueKeys.save': command(z.object({ projectId: ProjectId, rule: IssueKeyRule.nullable() }), z.void()),
} as const
