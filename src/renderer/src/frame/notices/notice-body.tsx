import { Anchor, Group } from '@mantine/core'
import { Link } from 'wouter'
import type { Notice } from '../../../../shared/model/orchestrator.ts'
import { isMendedByEditing, noticeBody } from './notice-texts.ts'
import classes from './notices.module.css'

export interface NoticeBodyProps {
  readonly notice: Notice
  /** One of its links was followed. */
  readonly onFollowed: () => void
}

/** A notice's text with the ways on. */
export function NoticeBody({ notice, onFollowed }: NoticeBodyProps) {
  const { runId, connectionId } = notice
  return (
    <>
      <span className={classes['text']}>{noticeBody(notice)}</span>
      <Group component="span" gap="md" mt={4}>
        {runId !== null && (
          <Anchor component={Link} href={`/jobs/runs/${runId}`} size="sm" underline="always" onClick={onFollowed}>
            Open run
          </Anchor>
        )}
        {isMendedByEditing(notice) && (
          <Anchor
            component={Link}
            href={`/connections/${connectionId}/edit`}
            size="sm"
            underline="always"
            onClick={onFollowed}
          >
            Edit connection
          </Anchor>
        )}
      </Group>
    </>
  )
}
