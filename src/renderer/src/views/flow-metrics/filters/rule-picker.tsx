import { Button, Popover, Radio, Stack } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { BackwardRule, FlowClock, type FlowFilter } from '../../../../../shared/model/flow-filter.ts'
import { useFlowChoices } from '../../../stores/flow-filter.ts'
import { backwardNames, clockNames } from '../filter-texts.ts'

const clockHints: Readonly<Record<FlowClock, string>> = {
  elapsed: 'All time counts, nights and weekends too',
  working: 'Only the working hours of the Settings count',
}
const backwardHints: Readonly<Record<BackwardRule, string>> = {
  keep: 'From the first start, whatever happens after',
  restart: 'From the last start; back to to-do takes it away',
  pause: 'Only time inside in-progress steps counts',
}

/** How time is counted: by which clock, and what moving back does to it. */
export function RulePicker({ filter }: { readonly filter: Pick<FlowFilter, 'clock' | 'backward'> }) {
  const { choose } = useFlowChoices()
  const changed = filter.backward !== 'keep' ? `, ${backwardNames[filter.backward].toLowerCase()}` : ''
  const text = `${clockNames[filter.clock]}${changed}`
  return (
    <Popover width={320} position="bottom-end" shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <Button
          size="xs"
          variant="default"
          fw={400}
          aria-label={`How time is counted: ${text}`}
          rightSection={<IconChevronDown size={14} aria-hidden />}
        >
          {text}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="How time is counted">
        <Stack gap="md">
          <Radio.Group
            label="Clock"
            size="xs"
            value={filter.clock}
            onChange={value => choose({ clock: FlowClock.parse(value) })}
          >
            <Stack gap="xs" mt="xs">
              {FlowClock.options.map(value => (
                <Radio key={value} size="xs" value={value} label={clockNames[value]} description={clockHints[value]} />
              ))}
            </Stack>
          </Radio.Group>
          <Radio.Group
            label="When an issue moves back"
            size="xs"
            value={filter.backward}
            onChange={value => choose({ backward: BackwardRule.parse(value) })}
          >
            <Stack gap="xs" mt="xs">
              {BackwardRule.options.map(value => (
                <Radio
                  key={value}
                  size="xs"
                  value={value}
                  label={backwardNames[value]}
                  description={backwardHints[value]}
                />
              ))}
            </Stack>
          </Radio.Group>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  )
}
