const clock = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
const quarters = Array.from({ length: 97 }, (_, index) => clock(index * 15))

/** The quarters of an hour between two times of day, without them, except 00:00 as a beginning; the one in force is among them. */
export function timeChoices(after: string, before: string, inForce: string): string[] {
  const between = quarters.filter(time => (time > after || (after === '00:00' && time === after)) && time < before)
  return [...new Set([...between, inForce])].sort()
}
