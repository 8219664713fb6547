// Text from organizations made safe to read: control, direction and invisible characters are pictured as ⟪U+XXXX⟫.

// C0 and C1 controls, soft hyphen, Arabic letter mark, Mongolian separator, zero-width and direction controls, line and paragraph
// separators, invisible operators, byte order mark, interlinear marks, language tags.
const pictured =
  /[\u0000-\u001F\u007F-\u009F\u00AD\u061C\u180E\u200B-\u200F\u2028-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB]|[\u{E0000}-\u{E007F}]/gu

// The joiner inside an emoji sequence, or after a letter of a script that needs it, is spelling, not disguise.
const joiner = /(?<=[\p{Extended_Pictographic}\uFE0F\u{1F3FB}-\u{1F3FF}]|\p{Script=Arabic}|\p{Script=Devanagari}|\p{Script=Bengali}|\p{Script=Malayalam}|\p{Script=Sinhala})[\u200C\u200D](?=[\p{L}\p{M}\p{Extended_Pictographic}])/gu

/** The text with everything that could mislead a reader made visible. */
export function pictureText(text: string): string {
  // Nearly every text is plain: one test instead of two passes.
  if (text.search(pictured) < 0) return text
  const kept = new Set<number>()
  for (const match of text.matchAll(joiner)) kept.add(match.index)
  return text.replace(pictured, (character: string, offset: number) => (kept.has(offset) ? character : picture(character)))
}

const picture = (character: string): string => `⟪U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}⟫`

/** True when `pictureText` would change the text. */
export const isDeceptive = (text: string): boolean => pictureText(text) !== text
