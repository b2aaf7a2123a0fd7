import { NumberInput } from '@mantine/core'
import { useState } from 'react'
import type { FlowForecast } from '../../../../../shared/model/flow-forecast.ts'
import { formatDecimal, formatNoun } from '../../../format/number.ts'
import { useFlowChoices } from '../../../stores/flow-filter.ts'
import { FigureButton } from '../../overview/cards/figure-button.tsx'
import { spanText } from '../../overview/period-text.ts'
import { FindingLinks } from '../cards/finding-links.tsx'
import type { FlowContext } from '../flow-context.ts'
import classes from './forecast.module.css'

export interface ForecastPartProps {
  readonly answer: FlowForecast
  readonly context: FlowContext
}

/** What the forecasts are drawn from: the days before today and what was done in them. */
export function SampleBar({ answer, context, historyDays }: ForecastPartProps & { readonly historyDays: number }) {
  const { choose } = useFlowChoices()
  const { from, to, days, finished } = answer.sample
  const { filter } = context.chosen
  return (
    <div className={classes['sample']}>
      <p>
        Drawn from{' '}
        <FigureButton
          onOpen={() =>
            context.onOpen({
              title: 'Issues the forecast is drawn from',
              what: { kind: 'finished', from, to, of: 'cycle', ms: null },
              sort: 'done',
            })
          }
        >
          {formatNoun(finished, 'finished issue')}
        </FigureButton>{' '}
        in {formatNoun(days, 'day')}
        {days > 0 && `, ${spanText({ from, to, timeZone: filter.timeZone })}`}
        {days > 0 && finished > 0 && `: ${formatDecimal((7 * finished) / days)} a week`}
      </p>
      <HistoryField days={historyDays} onChoose={next => choose({ historyDays: next })} />
      <FindingLinks
        findings={answer.findings}
        about={['reopened', 'unmapped']}
        context={context}
        of={{ period: { from, to }, at: null }}
      />
    </div>
  )
}

function HistoryField({ days, onChoose }: { readonly days: number; readonly onChoose: (days: number) => void }) {
  const [typed, setTyped] = useState<number | string>(days)
  const save = () => {
    if (typeof typed === 'number' && typed >= 7 && typed <= 730) onChoose(typed)
    else setTyped(days)
  }
  return (
    <NumberInput
      aria-label="Days to draw from"
      size="xs"
      w={150}
      prefix="Last "
      suffix=" days"
      min={7}
      max={730}
      allowDecimal={false}
      clampBehavior="none"
      value={typed}
      onChange={setTyped}
      onBlur={save}
      onKeyDown={event => event.key === 'Enter' && save()}
    />
  )
}
