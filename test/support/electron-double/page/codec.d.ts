/** The value as text. @throws Error when structured clone would refuse it. */
export function encode(value: unknown, special?: (value: unknown) => unknown): string
export function decode(text: string, special?: (tag: string, content: unknown) => unknown): unknown
