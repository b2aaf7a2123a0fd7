/** An answer before the keys of its dots' issues are looked up. */
export type WithoutKeys<Answer extends { readonly dots: { readonly keys: string[] | null } }> = Omit<Answer, 'dots'> & {
  readonly dots: Omit<Answer['dots'], 'keys'>
}
