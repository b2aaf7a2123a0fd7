import { Group } from '@mantine/core'
import type { DatabaseInfo } from '../../../../shared/model/database.ts'
import { CopyText } from '../../components/copy-text.tsx'
import { Facts } from '../../components/facts.tsx'
import { Panel } from '../../components/panel.tsx'
import { ReasonedButton } from '../../components/reasoned-button.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { formatBytes } from '../../format/number.ts'
import classes from './database.module.css'
import { useCare } from './use-care.ts'

/** What the database is and how it is, with what can be done for it. */
export function StatePanel({ info }: { readonly info: DatabaseInfo }) {
  const check = useCare('check')
  const compact = useCare('compact')
  return (
    <Panel
      title="The database"
      actions={
        <Group gap="xs">
          <ReasonedButton
            size="xs"
            variant="default"
            loading={check.pending}
            disabledBecause={check.refusal}
            onClick={() => check.begin(undefined)}
          >
            Check now
          </ReasonedButton>
          <ReasonedButton
            size="xs"
            variant="default"
            loading={compact.pending}
            disabledBecause={compact.refusal}
            onClick={() => compact.begin(undefined)}
          >
            Compact
          </ReasonedButton>
        </Group>
      }
    >
      <div className={classes['place']}>
        <span className={classes['term']}>File</span>
        <br />
        <CopyText text={info.path} what="path of the database" />
      </div>
      <Facts
        facts={[
          ['Size', formatBytes(info.bytes)],
          ['Log beside it', formatBytes(info.walBytes)],
          ['Compacting gives back', info.reclaimableBytes === null ? 'Not known' : formatBytes(info.reclaimableBytes)],
          ['Free on its disk', formatBytes(info.freeBytes)],
          ['Schema', info.schemaVersion ?? 'Not known'],
          ['Checked for damage', <Integrity key="integrity" info={info} />],
        ]}
      />
    </Panel>
  )
}

function Integrity({ info: { integrityCheckedAt, integrityFinding } }: { readonly info: DatabaseInfo }) {
  if (integrityCheckedAt === null) return 'Not yet'
  return (
    <>
      <RelativeTime at={integrityCheckedAt} />
      {integrityFinding === null ? ': sound' : <span className={classes['finding']}>: {integrityFinding}</span>}
    </>
  )
}
