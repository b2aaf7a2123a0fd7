/** The time zones to choose from, the system's own first; a chosen one the list lacks (an older name) is kept. */
export function timeZoneChoices(zones: readonly string[], systemZone: string, chosen: string) {
  const all = new Set(['UTC', ...zones])
  if (chosen !== 'system') all.add(chosen)
  return [
    { value: 'system', label: systemZone ? `As the system (${systemZone})` : 'As the system' },
    ...[...all].sort().map(zone => ({ value: zone, label: zone.replaceAll('_', ' ') })),
  ]
}
