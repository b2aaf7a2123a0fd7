import { Button } from '@mantine/core'
import { IconArrowLeft } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import type { Incident } from '../../../../../shared/model/incidents.ts'
import type { DeploymentItem } from '../../../../../shared/model/metrics.ts'
import { placeOf } from '../../repository-rule/services/service-text.ts'
import { spanText } from '../period-text.ts'
import { DeploymentById, DeploymentInside } from './deployment-inside.tsx'
import { IncidentView } from './incident-view.tsx'
import type { ItemList } from './item-list.ts'
import { Changes, Commits, Deployments, Incidents } from './item-tables.tsx'
import classes from './items.module.css'
import { ListDrawer } from './list-drawer.tsx'

export interface ItemsDrawerProps {
  /** What is opened; null while nothing is. */
  readonly list: ItemList | null
  readonly several: boolean
  /** It opens over another drawer. */
  readonly isOver?: boolean
  readonly onClose: () => void
}

/** The items behind a number or a bar, beside the page. A deployment opens its incidents and changes in the same place, an incident its link. */
export function ItemsDrawer({ list, several, isOver = false, onClose }: ItemsDrawerProps) {
  return (
    <ListDrawer title={list?.title} isOver={isOver} width={76} onClose={onClose}>
      {list && <Opened list={list} several={several} />}
    </ListDrawer>
  )
}

type Inside =
  | { readonly kind: 'deployment'; readonly deployment: DeploymentItem }
  | { readonly kind: 'incident'; readonly incident: Incident }

/** The list; while one of its items is open it stays behind it, as it was scrolled. */
function Opened({ list, several }: { readonly list: ItemList; readonly several: boolean }) {
  const [inside, setInside] = useState<Inside | null>(null)
  const shown = useFocusOnChange(inside)
  const shared = { filter: list.filter, several, name: list.title }
  const open = (incident: Incident) => setInside({ kind: 'incident', incident })
  const back = () => setInside(null)
  const listName = list.kind === 'deployment' ? 'the deployment' : list.kind
  return (
    <>
      {inside && (
        <div ref={shown} className={classes['view']}>
          <Trail to={listName} onBack={back} {...trailOf(inside)} />
          {inside.kind === 'deployment' ? (
            <DeploymentInside deployment={inside.deployment} filter={list.filter} onIncident={open} />
          ) : (
            <IncidentView incident={inside.incident} timeZone={list.filter.timeZone} onDone={back} />
          )}
        </div>
      )}
      <div ref={inside ? null : shown} className={classes['view']} hidden={inside !== null}>
        {list.kind !== 'deployment' && <p className={classes['span']}>{spanText(list.filter)}</p>}
        {list.kind === 'deployments' && (
          <Deployments
            {...shared}
            only={list.only}
            onOpen={deployment => setInside({ kind: 'deployment', deployment })}
          />
        )}
        {list.kind === 'incidents' && <Incidents {...shared} only={list.only} onOpen={open} />}
        {list.kind === 'changes' && <Changes {...shared} deployment={null} note={list.note} />}
        {list.kind === 'commits' && <Commits {...shared} />}
        {list.kind === 'deployment' && (
          <DeploymentById deploymentId={list.deploymentId} filter={list.filter} onIncident={open} />
        )}
      </div>
    </>
  )
}

const trailOf = (inside: Inside) =>
  inside.kind === 'deployment'
    ? { title: `Changes in ${inside.deployment.name}`, about: placeOf(inside.deployment) }
    : { title: inside.incident.title, about: placeOf(inside.incident) }

interface TrailProps {
  readonly to: string
  readonly title: string
  readonly about: string
  readonly onBack: () => void
}

const Trail = ({ to, title, about, onBack }: TrailProps) => (
  <div className={classes['trail']}>
    <Button size="compact-sm" variant="subtle" leftSection={<IconArrowLeft size={15} aria-hidden />} onClick={onBack}>
      Back to {to}
    </Button>
    <h3>{title}</h3>
    <span>{about}</span>
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
