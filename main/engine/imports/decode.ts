// Bytes of a file → text, with what they were taken for. A byte order mark and valid UTF-8 decide; anything else is a guess and says so.

const encodings = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'] as const
export type Encoding = (typeof encodings)[number]

export interface Decoded {
  readonly text: string
  readonly encoding: Encoding
  /** Why this encoding was taken, when nothing in the file proves it; null when something does. */
  readonly guess: string | null
}

/** @param chosen what somebody decided in place of the guess */
export function decode(bytes: Uint8Array, chosen?: Encoding): Decoded {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (chosen) return { text: withoutMark(textOf(buffer, chosen)), encoding: chosen, guess: null }
  const marked = markOf(buffer)
  if (marked) return { text: withoutMark(textOf(buffer, marked)), encoding: marked, guess: null }
  const wide = wideOf(buffer)
  if (wide) return { text: textOf(buffer, wide), encoding: wide, guess: 'Every second byte is empty, as in UTF-16; the file does not say so.' }
  const text = textOf(buffer, 'utf-8')
  const broken = text.indexOf('\uFFFD')
  // The character itself may stand in valid UTF-8: then its own three bytes are there.
  if (broken < 0 || isValid(buffer)) return { text, encoding: 'utf-8', guess: null }
  return { text: textOf(buffer, 'windows-1252'), encoding: 'windows-1252', guess: `It is not UTF-8 (first seen on line ${lineAt(text, broken)}), so it was read as Windows-1252. Look at the accents.` }
}

function markOf(buffer: Buffer): Encoding | null {
  if (buffer[0] === 0xef && buffer[1] === 0xbb && buffer[2] === 0xbf) return 'utf-8'
  if (buffer[0] === 0xff && buffer[1] === 0xfe) return 'utf-16le'
  if (buffer[0] === 0xfe && buffer[1] === 0xff) return 'utf-16be'
  return null
}

const lookedBytes = 4_096
const emptyShare = 0.3

/** Latin text in UTF-16 has an empty byte beside almost every letter. */
function wideOf(buffer: Buffer): Encoding | null {
  const looked = buffer.subarray(0, lookedBytes)
  if (looked.length < 4 || looked.length % 2 === 1) return null
  let even = 0
  let odd = 0
  for (let index = 0; index < looked.length; index++) {
    if (looked[index] !== 0) continue
    if (index % 2 === 0) even++
    else odd++
  }
  const half = looked.length / 2
  if (odd / half > emptyShare && even / half < emptyShare / 10) return 'utf-16le'
  return even / half > emptyShare && odd / half < emptyShare / 10 ? 'utf-16be' : null
}

function textOf(buffer: Buffer, encoding: Encoding): string {
  switch (encoding) {
    case 'utf-8':
      return buffer.toString('utf8')
    case 'utf-16le':
      return buffer.toString('utf16le')
    case 'utf-16be':
      return Buffer.from(buffer.subarray(0, buffer.length - (buffer.length % 2))).swap16().toString('utf16le')
    case 'windows-1252':
      return buffer.toString('latin1').replace(/[\u0080-\u009F]/g, (character) => windows[character.charCodeAt(0) - 0x80]!)
  }
}

/** What Windows-1252 has where Latin-1 has control characters; five places are empty. */
const windows = [...'€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ']

const isValid = (buffer: Buffer): boolean => Buffer.compare(Buffer.from(buffer.toString('utf8'), 'utf8'), buffer) === 0

const withoutMark = (text: string): string => (text.charCodeAt(0) === 0xfeff ? text.slice(1) : text)

function lineAt(text: string, offset: number): number {
  let line = 1
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) line++
  return line
}
