/** How the labels of a chart's axes are written. */
export const chartText = { fill: 'var(--chart-text)', fontSize: 11 } as const
