import { Button, Drawer, Group, Stack } from '@mantine/core'
import { useState } from 'react'
import type { FlowVersion } from '../../../../shared/model/flow-mapping.ts'
import { useTimeZone } from '../../api/use-preferences.ts'
import { useRequest } from '../../api/use-request.ts'
import { RequestState } from '../../components/request-state.tsx'
import { StateBadge } from '../../components/state-badge.tsx'
import { formatDateTime } from '../../format/time.ts'
import classes from './flow-review.module.css'
import type { FlowEditor } from './use-flow-editor.ts'
import { VersionDialog } from './version-dialog.tsx'

export interface VersionsDrawerProps {
  readonly editor: FlowEditor
  readonly opened: boolean
  readonly onClose: () => void
}

/** Who saved the flow mapping when and what for; earlier ones can be looked at and restored. */
export function VersionsDrawer({ editor, opened, onClose }: VersionsDrawerProps) {
  const [shown, setShown] = useState<FlowVersion | null>(null)
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      title="Versions"
      size="min(30rem, 100%)"
      closeButtonProps={{ 'aria-label': 'Close the versions' }}
    >
      <VersionList inForce={editor.inForce.revision} onShow={setShown} />
      <VersionDialog
        editor={editor}
        version={shown}
        onClose={() => setShown(null)}
        onRestored={() => {
          setShown(null)
          onClose()
        }}
      />
    </Drawer>
  )
}

const pageSize = 50

function VersionList(props: { readonly inForce: number; readonly onShow: (version: FlowVersion) => void }) {
  const timeZone = useTimeZone()
  const [limit, setLimit] = useState(pageSize)
  const request = useRequest('flow.versions', { offset: 0, limit }, { keepPrevious: true })
  return (
    <RequestState request={request} noun="versions">
      {({ rows, total }) => (
        <Stack gap="sm">
          <ol className={classes['versions']} aria-label="Versions">
            {rows.map(version => (
              <li key={version.revision}>
                <div className={classes['versionText']}>
                  <p className={classes['versionSummary']}>{version.summary || 'No summary'}</p>
                  <p className={classes['versionFacts']}>
                    Version {version.revision} · {version.author ?? 'Weir'} ·{' '}
                    {formatDateTime(version.savedAt, timeZone)}
                  </p>
                </div>
                {version.revision === props.inForce ? (
                  <StateBadge tone="ok">In force</StateBadge>
                ) : (
                  <Button
                    size="xs"
                    variant="default"
                    aria-label={`Look at version ${version.revision}`}
                    onClick={() => props.onShow(version)}
                  >
                    Look at
                  </Button>
                )}
              </li>
            ))}
          </ol>
          {rows.length < total && (
            <Group justify="center">
              <Button
                size="xs"
                variant="default"
                loading={request.isFetching}
                onClick={() => setLimit(Math.min(1000, limit + pageSize))}
              >
                Show more
              </Button>
            </Group>
          )}
        </Stack>
      )}
    </RequestState>
  )
}
