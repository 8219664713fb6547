// One spelling for searching: compatibility forms joined, marks removed, lower case. "Jürgen" is found by "jurgen".

const marks = /\p{M}+/gu
// Controls would cut text inside SQL functions, and one of them marks where a value begins in the search index.
const controls = /[\u0000-\u001F\u007F]+/g
const beyondAscii = /[^\x20-\x7E]/

/** True for text that SQL's own `lower`, which knows ASCII only, folds and lowers as well as we do. */
export const isPlain = (text: string): boolean => !beyondAscii.test(text)

export function fold(text: string): string {
  if (isPlain(text)) return text.toLowerCase()
  return bare(bare(text).toLowerCase()).replace(controls, ' ')
}

/** Twice, because lower case can bring marks of its own: İ becomes i with a dot above. */
const bare = (text: string): string => text.normalize('NFKD').replace(marks, '')

/** What SQL's `lower` makes of a text. */
export const lowerAscii = (text: string): string => text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase())

/** Plain text without what LIKE reads as a pattern: LIKE compares it several times faster than anything with `lower`. */
export const isLikeable = (text: string): boolean => isPlain(text) && !/[%_]/.test(text)
