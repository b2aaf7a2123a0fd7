/** The locale of numbers and dates: Weir's texts are English, its dates unambiguous, its clock has 24 hours. */
export const locale = 'en-GB'
