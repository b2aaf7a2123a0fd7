import type { Fault } from '../../../../../shared/contract/faults.ts'

/** What is wrong with a schedule, with how one is written; null when the fault is about something else. */
export function scheduleError(fault: Fault): string | null {
  const issue = fault.fields?.find(({ path }) => path === 'schedule')
  if (!issue) return null
  const message = issue.message.replace(/\.?$/, '.')
  return fault.code === 'settings.invalid' ? `${message} ${fault.hint}` : message
}
