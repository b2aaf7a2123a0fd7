/** The number of bytes of a text in UTF-8. */
export function utf8Length(text: string): number {
  let bytes = text.length
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index)
    if (unit >= 0x800 && (unit < 0xd800 || unit > 0xdfff)) bytes += 2
    // A surrogate pair is two units and four bytes.
    else if (unit >= 0x80) bytes += 1
  }
  return bytes
}
