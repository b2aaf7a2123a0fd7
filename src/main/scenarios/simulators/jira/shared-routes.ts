import { ok, type Routes } from '../shared/reply.ts'
import type { PageLimits } from './cloud-routes.ts'
import { refuse, valuesPage } from './reply.ts'
import type { Site } from './site.ts'

const noBoard = () =>
  refuse(
    404,
    'The requested board cannot be viewed because it either does not exist or you do not have permission to view it.',
  )

/** What both products have alike: the Agile API, and an issue's worklogs. */
export function sharedRoutes(site: Site, limits: PageLimits): Routes {
  const boardOf = (id: string | undefined) => site.world.boards.find(board => board.id === Number(id))
  return [
    [
      /^GET \/rest\/agile\/1\.0\/board$/,
      ({ query }) => {
        const wanted = query.get('projectKeyOrId')
        const project = site.projects().find(({ id, key }) => id === wanted || key === wanted)
        const boards = site.world.boards.filter(board => wanted === null || board.projectId === project?.id)
        return valuesPage(
          boards.map(({ record }) => record),
          query,
          limits.values,
        )
      },
    ],
    [/^GET \/rest\/agile\/1\.0\/board\/(\d+)$/, (_, [, id]) => ok(boardOf(id)?.record ?? null)],
    [
      /^GET \/rest\/agile\/1\.0\/board\/(\d+)\/configuration$/,
      (_, [, id]) => {
        const board = boardOf(id)
        return board ? ok(board.configuration) : noBoard()
      },
    ],
    [
      /^GET \/rest\/agile\/1\.0\/board\/(\d+)\/sprint$/,
      ({ query }, [, id]) => {
        const board = boardOf(id)
        if (!board) return noBoard()
        if (board.record['type'] === 'kanban') return refuse(400, 'The board does not support sprints')
        return valuesPage(site.sprints(board), query, limits.values)
      },
    ],
    [
      /^GET \/rest\/agile\/1\.0\/sprint\/(\d+)$/,
      (_, [, id]) => {
        const sprints = site.world.boards.flatMap(site.sprints)
        const sprint = sprints.find(one => String(one['id']) === id)
        return sprint ? ok(sprint) : refuse(404, 'Sprint does not exist')
      },
    ],
    [
      /^GET \/rest\/api\/[23]\/issue\/([^/]+)\/worklog$/,
      (_, [, id = '']) => {
        const worklogs = site.issue(id)?.worklogs ?? []
        return ok({ startAt: 0, maxResults: Math.max(worklogs.length, 1), total: worklogs.length, worklogs })
      },
    ],
  ]
}
