import { Button } from '@mantine/core'
import type { ProjectIssueKeys } from '../../../../shared/model/issue-keys.ts'
import { type ItemColumn, itemColumns } from '../../components/item-table/columns.ts'
import { StateBadge } from '../../components/state-badge.tsx'
import { formatCount } from '../../format/number.ts'
import classes from './issue-keys.module.css'
import { keysInForce } from './rule-words.ts'

const column = itemColumns<ProjectIssueKeys>()

/** The columns of projects by what names their issues, and how many it has found. */
export const issueKeysColumns = (onChange: (project: ProjectIssueKeys) => void): ItemColumn<ProjectIssueKeys>[] => [
  column.display({
    id: 'project',
    header: 'Project',
    meta: { width: '24%' },
    cell: ({ row: { original } }) => (
      <strong title={`${original.name}, ${original.connectionName}`}>{original.name}</strong>
    ),
  }),
  column.display({
    id: 'rule',
    header: 'What names its issues',
    cell: ({ row: { original } }) => {
      const text = keysInForce(original)
      return (
        <span className={classes['rule']} title={text}>
          {text}
        </span>
      )
    },
  }),
  column.display({
    id: 'state',
    header: 'Whose rule',
    meta: { width: '9rem' },
    cell: ({ row: { original } }) =>
      original.tooSlow ? (
        <StateBadge tone="warning">Took too long</StateBadge>
      ) : (
        <StateBadge tone="idle">{original.saved ? 'Yours' : 'Weir’s'}</StateBadge>
      ),
  }),
  column.display({
    id: 'named',
    header: 'Issues named',
    meta: { width: '9rem', align: 'right' },
    cell: ({ row: { original } }) => `${formatCount(original.namedIssues)} of ${formatCount(original.issues)}`,
  }),
  column.display({
    id: 'change',
    header: 'Change',
    meta: { width: '7rem', align: 'right' },
    cell: ({ row: { original } }) => (
      <Button
        size="compact-xs"
        variant="default"
        aria-label={`Change what names issues of ${original.name}`}
        onClick={() => onChange(original)}
      >
        Change
      </Button>
    ),
  }),
]
