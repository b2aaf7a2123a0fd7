import type { Repository } from '../../../../../shared/model/repository.ts'
import { useRequest } from '../../../api/use-request.ts'
import classes from './services.module.css'

/** Says that a repository is measured by its services; nothing for one that has none. */
export function MeasuredBy({ repository }: { readonly repository: Repository }) {
  const { data = [] } = useRequest('services.list', { repositoryId: repository.id })
  if (data.length === 0) return null
  return (
    <p className={classes['about']}>
      Measured by its services: {data.map(({ name }) => name).join(', ')}. This rule holds for those without one of
      their own.
    </p>
  )
}
