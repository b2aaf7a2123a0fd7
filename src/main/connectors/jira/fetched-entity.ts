import type { IssueEntity } from '../../../shared/model/issue-entities.ts'
import { parsing } from '../sdk/parsing.ts'
import type { FetchedIssue } from './fetch-issues.ts'
import { issueEntity } from './map.ts'
import { RawIssue } from './records.ts'

/** A fetched issue as the store has it. Throws what is wrong with a record that cannot be read. */
export function fetchedEntity(fetched: FetchedIssue): IssueEntity {
  return parsing(RawIssue, issue => issueEntity(issue, fetched))(fetched.issue)
}
