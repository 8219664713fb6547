// Nested values (conditions, targets, attributes) as indented lines: JSON without its punctuation.

/** What an empty value reads as. */
export const nothing = '–'

/** The outline of a text that holds an object or a list; null for any other text. */
export function outlineOf(text: string): string | null {
  if (!/^\s*[[{]/.test(text)) return null
  try {
    return linesOf(JSON.parse(text), 0).join('\n')
  } catch {
    // A text that only begins like JSON is a text.
    return null
  }
}

const indent = (depth: number): string => '  '.repeat(depth)

const isNested = (value: unknown): value is object => typeof value === 'object' && value !== null && Object.keys(value).length > 0

function scalar(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  // What is not nested and still an object is an empty one.
  return value === null || value === '' || typeof value === 'object' ? nothing : String(value)
}

function linesOf(value: unknown, depth: number): string[] {
  if (!isNested(value)) return [`${indent(depth)}${scalar(value)}`]
  if (Array.isArray(value)) return value.flatMap((each) => (isNested(each) ? marked(linesOf(each, depth + 1), depth) : [`${indent(depth)}- ${scalar(each)}`]))
  return Object.entries(value).flatMap(([name, each]) => (isNested(each) ? [`${indent(depth)}${name}:`, ...linesOf(each, depth + 1)] : [`${indent(depth)}${name}: ${scalar(each)}`]))
}

/** The first line of a nested item carries the item's dash. */
const marked = (lines: string[], depth: number): string[] => lines.map((line, at) => (at === 0 ? `${indent(depth)}- ${line.trimStart()}` : line))
