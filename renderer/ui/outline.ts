// Nested values (conditions, targets, attributes) as indented lines: JSON without its punctuation.

/** What an empty value reads as. */
export const nothing = '–'

/** Words of names and values that the registry knows; other names are taken apart, times are told as times, other values stay as they are. */
type Words = readonly { readonly value: string; readonly label: string }[]

/** The outline of a text that holds an object or a list; null for any other text. */
export function outlineOf(text: string, words: Words = []): string | null {
  if (!/^\s*[[{]/.test(text)) return null
  try {
    return linesOf(JSON.parse(text), 0, words).join('\n')
  } catch {
    // A text that only begins like JSON is a text.
    return null
  }
}

const indent = (depth: number): string => '  '.repeat(depth)

const isNested = (value: unknown): value is object => typeof value === 'object' && value !== null && Object.keys(value).length > 0

const wordFor = (text: string, words: Words): string | undefined => words.find(({ value }) => value === text)?.label

/** "posixGroups" → "posix groups" */
const nameText = (name: string, words: Words): string => wordFor(name, words) ?? name.replaceAll(/(?<=[a-z0-9])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`).replaceAll('_', ' ')

const wireTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)$/
const timeForm = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' })

/** A time of the wire as a time of here; null for any other value. */
function timeOf(value: unknown): string | null {
  const ms = typeof value === 'string' && wireTime.test(value) ? Date.parse(value) : Number.NaN
  return Number.isNaN(ms) ? null : timeForm.format(ms)
}

function scalar(value: unknown, words: Words): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  // What is not nested and still an object is an empty one.
  return value === null || value === '' || typeof value === 'object' ? nothing : (wordFor(String(value), words) ?? timeOf(value) ?? String(value))
}

function linesOf(value: unknown, depth: number, words: Words): string[] {
  if (!isNested(value)) return [`${indent(depth)}${scalar(value, words)}`]
  if (Array.isArray(value)) return value.flatMap((each) => (isNested(each) ? marked(linesOf(each, depth + 1, words), depth) : [`${indent(depth)}- ${scalar(each, words)}`]))
  return Object.entries(value).flatMap(([name, each]) => (isNested(each) ? [`${indent(depth)}${nameText(name, words)}:`, ...linesOf(each, depth + 1, words)] : [`${indent(depth)}${nameText(name, words)}: ${scalar(each, words)}`]))
}

/** The first line of a nested item carries the item's dash. */
const marked = (lines: string[], depth: number): string[] => lines.map((line, at) => (at === 0 ? `${indent(depth)}- ${line.trimStart()}` : line))
