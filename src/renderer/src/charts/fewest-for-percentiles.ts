/** Of fewer values percentiles say nothing: none are drawn. */
export const fewestForPercentiles = 4
