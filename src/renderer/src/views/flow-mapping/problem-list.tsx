import { IconAlertCircle, IconAlertTriangle } from '@tabler/icons-react'
import { isError } from '../../../../shared/flow/validate-flow-config.ts'
import type { FlowProblem } from '../../../../shared/model/flow-mapping.ts'
import classes from './flow-review.module.css'

/** What is wrong with a configuration, errors or warnings; errors refuse saving. */
export function ProblemList({ problems }: { readonly problems: readonly FlowProblem[] }) {
  if (problems.length === 0) return null
  return (
    <ul className={classes['problems']} aria-label={problems.some(isError) ? 'Problems' : 'Notes'}>
      {problems.map(problem => (
        <li key={`${problem.path} ${problem.message}`} data-severity={problem.severity}>
          {isError(problem) ? <IconAlertCircle size={16} aria-hidden /> : <IconAlertTriangle size={16} aria-hidden />}
          <span>
            <b>{isError(problem) ? 'Must be mended: ' : 'Note: '}</b>
            {problem.message}
          </span>
        </li>
      ))}
    </ul>
  )
}
