import { Button, Drawer } from '@mantine/core'
import { IconArrowLeft } from '@tabler/icons-react'
import { useState } from 'react'
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

function Opened({ list, several }: { readonly list: ItemList; readonly several: boolean }) {
  const [deployment, setDeployment] = useState<DeploymentItem | null>(null)
  const shared = { filter: list.filter, several, name: list.title }
  if (deployment) {
    const name = `Changes in ${deployment.name}`
    return (
      <>
        <div className={classes['trail']}>
          <Button
            size="compact-sm"
            variant="subtle"
            leftSection={<IconArrowLeft size={15} aria-hidden />}
            onClick={() => setDeployment(null)}
          >
            Back to deployments
          </Button>
          <h3>{name}</h3>
          <span className={classes['span']}>{deployment.repositoryName}</span>
        </div>
        <Changes {...shared} name={name} deployment={deployment} />
      </>
    )
  }
  return (
    <>
      <p className={classes['span']}>{spanText(list.filter)}</p>
      {list.kind === 'deployments' && <Deployments {...shared} onOpen={setDeployment} />}
      {list.kind === 'changes' && <Changes {...shared} deployment={list.deployment} />}
      {list.kind === 'commits' && <Commits {...shared} />}
    </>
  )
}
