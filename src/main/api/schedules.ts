import { chosenTimeZone } from '../../shared/model/preferences.ts'
import { nextTimes } from '../orchestrator/schedule.ts'
import type { Clock, Preferences } from '../ports.ts'
import type { HandlersOf } from './dispatch.ts'

const previewed = 5

export function scheduleHandlers(preferences: Preferences, clock: Clock): HandlersOf<'schedules.preview'> {
  return {
    'schedules.preview': ({ schedule }) => ({
      nextRunsAt: nextTimes(schedule, chosenTimeZone(preferences.get()), clock.now(), previewed),
    }),
  }
}
