// Which entries a text finds and in which order: every word somewhere, matches at the start of a word first.

/** Entries whose text holds every word of the needle; equal ranks keep their order. */
export function ranked<Entry>(entries: readonly Entry[], needle: string, textOf: (entry: Entry) => string): Entry[] {
  const words = needle.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return [...entries]
  return entries
    .map((entry) => ({ entry, rank: rankOf(textOf(entry).toLowerCase(), words) }))
    .filter(({ rank }) => rank > 0)
    .sort((left, right) => right.rank - left.rank)
    .map(({ entry }) => entry)
}

/** 0 when a word is missing; else more for words that begin a word of the text, most for the beginning of all. */
function rankOf(text: string, words: readonly string[]): number {
  let rank = 1
  for (const word of words) {
    const at = text.indexOf(word)
    if (at < 0) return 0
    if (at === 0) rank += 3
    else if (/[\s(.-]/.test(text[at - 1] ?? '') || text.includes(` ${word}`)) rank += 2
  }
  return rank
}
