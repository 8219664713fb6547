// Read the picture of the virtual display from the file in which Xvfb keeps it: proof from outside of what is on screen.

import { readFileSync } from 'node:fs'
import { crc32, deflateSync } from 'node:zlib'

/** @returns {{ width: number, height: number, pixels: Buffer }} pixels are red, green, blue */
export function readScreen(file) {
  const data = readFileSync(file)
  const word = (index) => data.readUInt32BE(index * 4)
  // Header words of the X window dump format.
  const [headerSize, width, height, bytesPerLine, colours] = [word(0), word(4), word(5), word(12), word(19)]
  const start = headerSize + colours * 12
  const pixels = Buffer.alloc(width * height * 3)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const from = start + y * bytesPerLine + x * 4
      const to = (y * width + x) * 3
      pixels[to] = data[from + 2]
      pixels[to + 1] = data[from + 1]
      pixels[to + 2] = data[from]
    }
  }
  return { width, height, pixels }
}

/** Colours in a part of the screen, most frequent first, as [colour, number of pixels]. */
export function coloursIn({ width, pixels }, area) {
  const counts = new Map()
  for (let y = area.y; y < area.y + area.height; y++) {
    for (let x = area.x; x < area.x + area.width; x++) {
      const colour = pixels.readUIntBE((y * width + x) * 3, 3)
      counts.set(colour, (counts.get(colour) ?? 0) + 1)
    }
  }
  return [...counts].sort((a, b) => b[1] - a[1])
}

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type), data])
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  check.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, check])
}

export function encodePng({ width, height, pixels }) {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  // Eight bits each of red, green and blue.
  header.set([8, 2], 8)
  const lines = []
  for (let y = 0; y < height; y++) lines.push(Buffer.of(0), pixels.subarray(y * width * 3, (y + 1) * width * 3))
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', deflateSync(Buffer.concat(lines))), chunk('IEND', Buffer.alloc(0))])
}
