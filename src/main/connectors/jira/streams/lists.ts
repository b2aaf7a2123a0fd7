import { z } from 'zod'
import type { SourceRef } from '../../sdk/connector.ts'
import { boardList, boardsOf, plainList, projectList } from '../lists.ts'
import { boardEntity, fieldEntity, issueTypeEntity, projectEntity, sprintEntity, statusEntity } from '../map.ts'
import {
  RawBoard,
  RawBoardConfiguration,
  RawField,
  RawIssueType,
  RawProject,
  RawSprint,
  RawStatus,
} from '../records.ts'
import { type JiraContext, type Remote, remoteOf } from '../remote.ts'
import { serverTime } from '../server-time.ts'
import type { JiraSizes } from '../sizes.ts'
import { sourceOf } from '../source-jql.ts'
import { goneSprints, sprintsOf } from '../sprints.ts'
import { listStream } from './list-stream.ts'

/** The lists beside the issues: statuses, issue types, fields and projects of the whole Jira, boards and sprints of the source. */
export function listStreams(sizes: JiraSizes) {
  const remote = (context: JiraContext) => remoteOf(context, sizes)
  return [
    listStream({
      name: 'projects',
      label: 'projects',
      record: RawProject,
      deletes: 'project',
      load(context, source) {
        askAhead(context, remote(context), source)
        return projectList(remote(context))
      },
      map: projectEntity,
    }),
    listStream({
      name: 'issue_types',
      label: 'issue types',
      record: RawIssueType,
      deletes: 'issue_type',
      load: context => plainList(remote(context), 'issuetype'),
      map: issueTypeEntity,
    }),
    listStream({
      name: 'statuses',
      label: 'statuses',
      record: RawStatus,
      deletes: 'status',
      load: context => plainList(remote(context), 'status'),
      map: statusEntity,
    }),
    listStream({
      name: 'fields',
      label: 'fields',
      record: RawField,
      deletes: 'field',
      load: context => plainList(remote(context), 'field'),
      map: fieldEntity,
    }),
    listStream({
      name: 'boards',
      label: 'boards',
      record: z.object({ board: RawBoard, configuration: RawBoardConfiguration }),
      deletes: 'board',
      load: (context, source) => boardsOf(context, remote(context), sourceOf(source, context.settings)),
      map: boardEntity,
    }),
    listStream({
      name: 'sprints',
      label: 'sprints',
      record: RawSprint,
      dependsOn: ['boards'],
      load: async (context, source) => {
        const jira = remote(context)
        const boards = await boardsOf(context, jira, sourceOf(source, context.settings))
        const lists = await Promise.all(boards.map(({ board }) => sprintsOf(jira, board)))
        return lists.flat()
      },
      gone: (context, ids) => goneSprints(remote(context), ids),
      map: sprintEntity,
    }),
  ] as const
}

/** Asks for everything these streams read at once: each then finds its own answered. A failure is theirs to tell. */
function askAhead(context: JiraContext, jira: Remote, source: SourceRef): void {
  const asked = [
    plainList(jira, 'issuetype'),
    plainList(jira, 'status'),
    plainList(jira, 'field'),
    boardsOf(context, jira, sourceOf(source, context.settings)),
    boardList(jira, sourceOf(source, context.settings)).then(boards =>
      Promise.all(boards.map(board => sprintsOf(jira, board))),
    ),
    serverTime(jira, context.now),
  ]
  for (const answer of asked) answer.catch(() => undefined)
}
