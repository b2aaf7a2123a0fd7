import { ListDrawer } from '../../overview/items/list-drawer.tsx'
import type { PullListing } from '../pull-context.ts'
import { PullList, type PullListProps } from './pull-list.tsx'

export interface PullsDrawerProps extends Pick<PullListProps, 'onPull'> {
  /** What is opened; null while nothing is. */
  readonly listing: PullListing | null
  /** One of its pull requests is open over it. */
  readonly isCovered: boolean
  readonly onClose: () => void
}

/** The pull requests behind a number or a mark, beside the page. */
export const PullsDrawer = ({ listing, isCovered, onPull, onClose }: PullsDrawerProps) => (
  <ListDrawer title={listing?.title} isCovered={isCovered} width={84} onClose={onClose}>
    {listing && <PullList listing={listing} onPull={onPull} />}
  </ListDrawer>
)
