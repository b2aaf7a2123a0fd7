import type { QualityFinding, QualityItem } from '../../../../shared/model/quality.ts'
import { type ItemColumn, itemColumns } from '../../components/item-table/columns.ts'
import { formatDateTime } from '../../format/time.ts'
import { SystemMarks } from '../people/system-mark.tsx'
import { findingTexts } from './finding-texts.ts'

const column = itemColumns<QualityItem>()

/** What the time of an item is; null where it has none. */
const timeNames: Readonly<Record<QualityFinding, string | null>> = {
  doneWithoutStart: 'Done',
  movedBackwards: 'Done',
  reopened: null,
  unmapped: 'Done',
  statusOnlyInHistory: null,
  typeUnmapped: null,
  firstDeployment: 'Deployed',
  negativeLeadTime: 'Authored',
  deploymentWithoutCommit: 'Tagged',
  shallowClone: null,
  pullRequestWithoutDeployment: 'Merged',
  pullRequestOfNoService: 'Merged',
  negativeStage: 'Merged',
  incidentWithoutDeployment: 'Began',
  openIncident: 'Began',
  duplicatePeople: null,
  notSynced: 'Last sync',
  connectionFailing: 'Last sync',
}

/** What an item belongs to; null where it belongs to nothing else. */
const placeNames: Readonly<Record<QualityFinding, string | null>> = {
  doneWithoutStart: 'Project',
  movedBackwards: 'Project',
  reopened: 'Project',
  unmapped: 'Project',
  statusOnlyInHistory: 'Connection',
  typeUnmapped: 'Connection',
  firstDeployment: 'Repository',
  negativeLeadTime: 'Repository',
  deploymentWithoutCommit: 'Repository',
  shallowClone: null,
  pullRequestWithoutDeployment: 'Repository',
  pullRequestOfNoService: 'Repository',
  negativeStage: 'Repository',
  incidentWithoutDeployment: 'Repository',
  openIncident: 'Repository',
  duplicatePeople: 'Systems',
  notSynced: null,
  connectionFailing: null,
}

/** The columns of a finding's items. */
export function qualityColumns(finding: QualityFinding, timeZone: string): ItemColumn<QualityItem>[] {
  const time = timeNames[finding]
  const place = placeNames[finding]
  const { one } = findingTexts[finding]
  return [
    column.display({
      id: 'name',
      header: one.charAt(0).toUpperCase() + one.slice(1),
      cell: ({ row: { original } }) => <strong title={original.name}>{original.name}</strong>,
    }),
    column.display({
      id: 'about',
      header: 'What is odd',
      cell: ({ row: { original } }) => <span title={original.about}>{original.about}</span>,
    }),
    ...(place === null
      ? []
      : [
          column.display({
            id: 'place',
            header: place,
            meta: { width: '10rem' },
            cell: ({ row: { original } }) =>
              original.target.kind === 'person' ? <SystemMarks systems={original.place.split(', ')} /> : original.place,
          }),
        ]),
    ...(time === null
      ? []
      : [
          column.display({
            id: 'at',
            header: time,
            meta: { width: '10rem' },
            cell: ({ row: { original } }) => (original.at === null ? '–' : formatDateTime(original.at, timeZone)),
          }),
        ]),
  ]
}
