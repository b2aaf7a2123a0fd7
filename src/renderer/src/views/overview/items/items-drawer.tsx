import { Button, Drawer } from '@mantine/core'
import { IconArrowLeft } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import type { DeploymentItem } from '../../../../../shared/model/metrics.ts'
import { spanText } from '../period-text.ts'
import type { ItemList } from './item-list.ts'
import { Changes, Commits, Deployments } from './item-tables.tsx'
import classes from './items.module.css'

export interface ItemsDrawerProps {
  /** What is opened; null while nothing is. */
  readonly list: ItemList | null
  readonly several: boolean
  readonly onClose: () => void
}

/** The items behind a number or a bar, beside the page. A deployment opens its changes in the same place. */
export function ItemsDrawer({ list, several, onClose }: ItemsDrawerProps) {
  return (
    <Drawer
      opened={list !== null}
      onClose={onClose}
      size="min(76rem, 94vw)"
      title={list?.title}
      closeButtonProps={{ 'aria-label': 'Close the list' }}
      classNames={{
        content: classes['drawer'] ?? '',
        body: classes['body'] ?? '',
        title: classes['title'] ?? '',
      }}
    >
      {list && <Opened list={list} several={several} />}
    </Drawer>
  )
}

/** The list; while one of its deployments is open it stays behind it, as it was scrolled. */
function Opened({ list, several }: { readonly list: ItemList; readonly several: boolean }) {
  const [deployment, setDeployment] = useState<DeploymentItem | null>(null)
  const shown = useFocusOnChange(deployment)
  const shared = { filter: list.filter, several }
  return (
    <>
      {deployment && (
        <div ref={shown} className={classes['view']}>
          <Trail deployment={deployment} onBack={() => setDeployment(null)} />
          <Changes {...shared} name={`Changes in ${deployment.name}`} deployment={deployment} />
        </div>
      )}
      <div ref={deployment ? null : shown} className={classes['view']} hidden={deployment !== null}>
        <p className={classes['span']}>{spanText(list.filter)}</p>
        {list.kind === 'deployments' && <Deployments {...shared} name={list.title} onOpen={setDeployment} />}
        {list.kind === 'changes' && <Changes {...shared} name={list.title} deployment={null} note={list.note} />}
        {list.kind === 'commits' && <Commits {...shared} name={list.title} />}
      </div>
    </>
  )
}

interface TrailProps {
  readonly deployment: DeploymentItem
  readonly onBack: () => void
}

const Trail = ({ deployment, onBack }: TrailProps) => (
  <div className={classes['trail']}>
    <Button size="compact-sm" variant="subtle" leftSection={<IconArrowLeft size={15} aria-hidden />} onClick={onBack}>
      Back to deployments
    </Button>
    <h3>Changes in {deployment.name}</h3>
    <span>{deployment.repositoryName}</span>
  </div>
)

/** Takes the keyboard along: what is shown instead gets the focus, its table first. */
function useFocusOnChange(what: unknown) {
  const shown = useRef<HTMLDivElement>(null)
  const before = useRef(what)
  useEffect(() => {
    if (before.current === what) return
    before.current = what
    const target = shown.current?.querySelector<HTMLElement>('[role="grid"]') ?? shown.current?.querySelector('button')
    target?.focus()
  }, [what])
  return shown
}
