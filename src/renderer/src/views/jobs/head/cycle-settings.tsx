import { Button, Popover, Switch } from '@mantine/core'
import { IconAdjustmentsHorizontal } from '@tabler/icons-react'
import { PreferenceValues } from '../../../../../shared/model/preferences.ts'
import { usePreferences, useSetPreferences } from '../../../api/use-preferences.ts'
import { NumberPreference } from '../../../components/number-preference.tsx'
import classes from './head.module.css'

const { cycleMinutes: defaultMinutes } = PreferenceValues.parse({})

/** How often everything is synced, and how failed jobs are tried again. */
export function CycleSettings() {
  return (
    <Popover position="bottom-end" width="min(34rem, calc(100vw - 2rem))" trapFocus returnFocus shadow="md">
      <Popover.Target>
        <Button variant="default" leftSection={<IconAdjustmentsHorizontal size={16} aria-hidden />}>
          Cycle and retries
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Cycle and retries">
        <div className={classes['settings']}>
          <Cycle />
          <Recovery />
        </div>
      </Popover.Dropdown>
    </Popover>
  )
}

function Cycle() {
  const { cycleMinutes } = usePreferences()
  const save = useSetPreferences()
  return (
    <fieldset className={classes['group']}>
      <legend className={classes['legend']}>Cycle</legend>
      <Switch
        label="Sync everything regularly"
        description="Connections with a schedule of their own keep to that"
        checked={cycleMinutes !== null}
        onChange={event => save.mutate({ cycleMinutes: event.currentTarget.checked ? defaultMinutes : null })}
      />
      <NumberPreference
        name="cycleMinutes"
        label="Every"
        description="From 1 minute to 24 hours (1,440 minutes)"
        suffix=" min"
        min={1}
        max={1440}
        disabled={cycleMinutes === null}
      />
    </fieldset>
  )
}

function Recovery() {
  return (
    <fieldset className={classes['group']}>
      <legend className={classes['legend']}>Recovery</legend>
      <NumberPreference
        name="retryMinutes"
        label="Try again after"
        description="For faults that can heal by themselves"
        suffix=" min"
        min={5}
        max={30}
      />
      <NumberPreference name="retryTries" label="Tries" description="In a row; 0 is never" suffix="" min={0} max={10} />
    </fieldset>
  )
}
