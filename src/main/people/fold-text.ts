/** A text for comparing: lower case, without accents, its words of letters and digits apart by single blanks. */
export const foldText = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/** A name for comparing: its folded words in alphabetical order, so that “Lovelace, Ada” is “Ada Lovelace”. */
export const foldName = (name: string): string => foldText(name).split(' ').sort().join(' ')
