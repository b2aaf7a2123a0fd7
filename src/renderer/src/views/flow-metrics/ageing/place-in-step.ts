/** Steps of the golden ratio spread any number of dots evenly, in an order that does not show. */
const golden = 0.618_033_988_75

/** Where in its step's width (0..1) a dot is drawn, so that dots of one age do not cover each other; the same at every drawing. Gathered ones are in the middle. */
export const placeInStep = (index: number, gathered: boolean): number =>
  gathered ? 0.5 : 0.16 + 0.68 * ((index * golden) % 1)
