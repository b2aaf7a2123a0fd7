import { Link } from 'wouter'
import classes from './flow-metrics.module.css'
import { type QuestionName, questions } from './questions.ts'

/** The questions about flow; each leads to its page. */
export const QuestionTabs = ({ current }: { readonly current: QuestionName }) => (
  <nav className={classes['tabs']} aria-label="Questions about flow">
    {questions.map(({ name, path, title }) => (
      <Link key={name} href={path} className={classes['tab']} {...(name === current && { 'aria-current': 'page' })}>
        {title}
      </Link>
    ))}
  </nav>
)
