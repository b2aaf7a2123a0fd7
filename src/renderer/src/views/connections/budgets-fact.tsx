import type { KnownBudgets } from '../../../../shared/model/connection.ts'
import { useTimeZone } from '../../api/use-preferences.ts'
import { RelativeTime } from '../../components/relative-time.tsx'
import { budgetText } from '../jobs/job-texts.ts'

/** How much the remote still lets be asked, and since when that is known. */
export function BudgetsFact({ known }: { readonly known: KnownBudgets }) {
  const timeZone = useTimeZone()
  return (
    <>
      {known.budgets.map(budget => (
        <div key={budget.name}>{budgetText(budget, timeZone)}</div>
      ))}
      Told <RelativeTime at={known.at} />
    </>
  )
}
