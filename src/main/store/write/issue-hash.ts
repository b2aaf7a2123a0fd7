import { hash } from 'node:crypto'
import type { IssueEntity } from '../../../shared/model/issue-entities.ts'

/** Between two parts of what is hashed: no text has it. */
const end = '\0'

/**
 * Of everything an issue is: two with the same hash are stored alike. What the record says is in the payload; beside it come the
 * history, the worklogs, and what the settings chose of the record. Put together by hand: it is made for every issue.
 */
export function hashOf(issue: IssueEntity): Buffer {
  const { storyPoints, flagged, severity, team } = issue
  let text = `${storyPoints}${end}${flagged}${end}${severity}${end}${team}${end}`
  for (const { externalId } of issue.sprints) text += `${externalId}${end}`
  for (const { at, author, field, from, to } of issue.changes) {
    text += `${at}${end}${author?.externalId}${end}${field}${end}${from.key}${end}${from.label}${end}${to.key}${end}${to.label}${end}`
  }
  for (const { externalId, author, startedAt, seconds } of issue.worklogs) {
    text += `${externalId}${end}${author?.externalId}${end}${startedAt}${end}${seconds}${end}`
  }
  return hash('sha1', `${issue.payload}${text}`, 'buffer')
}
