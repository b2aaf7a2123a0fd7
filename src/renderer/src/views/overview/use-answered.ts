import { useState } from 'react'

export interface Answer<Data> {
  readonly data: Data | undefined
  readonly isPlaceholderData: boolean
}

/**
 * The question that the answer on screen belongs to: the present one, or the one before while its answer stands in.
 * So what is drawn is always labelled, and opened, by what it was asked with.
 */
export function useAnswered<Question, Data>(asked: Question, { data, isPlaceholderData }: Answer<Data>): Question {
  const [answered, setAnswered] = useState(asked)
  if (data === undefined || isPlaceholderData) return answered
  if (answered !== asked) setAnswered(asked)
  return asked
}
