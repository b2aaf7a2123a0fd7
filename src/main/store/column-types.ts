/** SQLite has no booleans: 1 is true. */
export type Flag = 0 | 1
/** JSON text; each column says of what. */
export type Json = string
