// One spelling for searching: compatibility forms joined, marks removed, lower case. "Jürgen" is found by "jurgen".

const marks = /\p{M}+/gu
// Controls would cut text inside SQL functions; the separator of columns must not occur inside one.
const controls = /[\u0000-\u001F\u007F]+/g
const plainAscii = /^[\x20-\x7E]*$/

export function fold(text: string): string {
  if (plainAscii.test(text)) return text.toLowerCase()
  return text.normalize('NFKD').replace(marks, '').toLowerCase().normalize('NFKD').replace(marks, '').replace(controls, ' ')
}

/** True when SQL's own `lower`, which knows ASCII only, gives the folded text. */
export const isFoldedBySql = (text: string): boolean => plainAscii.test(text)
