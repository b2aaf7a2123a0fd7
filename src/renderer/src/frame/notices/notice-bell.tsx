import { ActionIcon, Button, Popover, ScrollArea, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconBell, IconX } from '@tabler/icons-react'
import type { Notice } from '../../../../shared/model/orchestrator.ts'
import { RelativeTime } from '../../components/relative-time.tsx'
import { NoticeBody } from './notice-body.tsx'
import { noticeTitle } from './notice-texts.ts'
import classes from './notices.module.css'
import { useNotices } from './use-notices.ts'

/** What the user has not seen yet, from anywhere. */
export function NoticeBell() {
  const { notices, dismiss } = useNotices()
  const [opened, list] = useDisclosure()
  const count = notices.length
  return (
    <Popover
      opened={opened}
      onDismiss={list.close}
      position="bottom-start"
      width={336}
      shadow="md"
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          className={classes['bell'] ?? ''}
          aria-label={count === 0 ? 'Notices: none' : `Notices: ${count} not read`}
          onClick={list.toggle}
        >
          <IconBell size={18} aria-hidden />
          {count > 0 && (
            <span className={classes['count']} aria-hidden>
              {count > 9 ? '9+' : count}
            </span>
          )}
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown className={classes['dropdown'] ?? ''} aria-label="Notices">
        <div className={classes['head']}>
          <h2 className={classes['title']}>Notices</h2>
          {count > 0 && (
            <Button size="compact-xs" variant="subtle" onClick={() => dismiss(notices.map(({ id }) => id))}>
              Mark all as read
            </Button>
          )}
        </div>
        {count === 0 ? (
          <Text c="dimmed" size="sm" px="sm" pb="sm" tabIndex={-1} data-autofocus>
            Nothing new. Long runs that finish, failures and credentials that need attention are told here.
          </Text>
        ) : (
          <ScrollArea.Autosize mah="min(26rem, 60vh)" type="auto">
            <ul className={classes['list']}>
              {notices.map(notice => (
                <Item key={notice.id} notice={notice} onRead={() => dismiss([notice.id])} onFollowed={list.close} />
              ))}
            </ul>
          </ScrollArea.Autosize>
        )}
      </Popover.Dropdown>
    </Popover>
  )
}

interface ItemProps {
  readonly notice: Notice
  readonly onRead: () => void
  readonly onFollowed: () => void
}

function Item({ notice, onRead, onFollowed }: ItemProps) {
  const title = noticeTitle(notice)
  return (
    <li className={classes['item']} data-kind={notice.kind}>
      <div className={classes['body']}>
        <p className={classes['name']}>{title}</p>
        <p className={classes['when']}>
          <RelativeTime at={notice.at} />
        </p>
        <NoticeBody
          notice={notice}
          onFollowed={() => {
            onRead()
            onFollowed()
          }}
        />
      </div>
      <ActionIcon variant="subtle" color="gray" size="sm" aria-label={`Mark as read: ${title}`} onClick={onRead}>
        <IconX size={14} aria-hidden />
      </ActionIcon>
    </li>
  )
}
