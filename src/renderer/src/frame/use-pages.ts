import { useRequest } from '../api/use-request.ts'
import { pages } from './pages.ts'

/** The pages to lead to: one that shows what a connector brings only where that can be connected. */
export function usePages() {
  const offered = useRequest('connectors.list', undefined).data
  return pages.filter(page => !('connectorId' in page) || offered?.some(({ id }) => id === page.connectorId))
}
