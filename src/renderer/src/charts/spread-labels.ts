/** Heights (px) for labels so that none covers another: as near to the wanted ones (falling) as they can be, at least `gap` apart. */
export function spreadLabels(wanted: readonly number[], gap: number, height: number): readonly number[] {
  const placed: number[] = []
  for (const y of wanted) placed.push(Math.min(y, (placed.at(-1) ?? height + gap) - gap))
  const least = placed.at(-1) ?? 0
  const shift = Math.max(0, -least)
  return placed.map(y => y + shift)
}
