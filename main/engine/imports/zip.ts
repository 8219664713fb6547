// The parts of a zip archive by name, each unpacked when it is asked for, with a bound on what it may become.

import { inflateRaw } from 'node:zlib'
import { AppError } from '../../../shared/base/app-error.ts'

export interface Archive {
  readonly names: readonly string[]
  /** @throws AppError `import.format`, `import.too-large` */
  part(name: string, bytesMax: number): Promise<Buffer>
}

interface Entry {
  readonly method: number
  readonly packed: number
  readonly offset: number
}

const endSignature = 0x06054b50
const entrySignature = 0x02014b50
const localSignature = 0x04034b50

/** @throws AppError `import.format` */
export function openArchive(bytes: Buffer): Archive {
  const broken = (): AppError => new AppError('import.format')
  // The end stands within the last 64 KiB and its own 22 bytes.
  let end = -1
  for (let at = bytes.length - 22; at >= 0 && at >= bytes.length - 22 - 0xffff; at--) {
    if (bytes.readUInt32LE(at) === endSignature) {
      end = at
      break
    }
  }
  if (end < 0) throw broken()
  const entries = new Map<string, Entry>()
  let at = bytes.readUInt32LE(end + 16)
  for (let count = bytes.readUInt16LE(end + 10); count > 0; count--) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== entrySignature) throw broken()
    const nameLength = bytes.readUInt16LE(at + 28)
    entries.set(bytes.toString('utf8', at + 46, at + 46 + nameLength), { method: bytes.readUInt16LE(at + 10), packed: bytes.readUInt32LE(at + 20), offset: bytes.readUInt32LE(at + 42) })
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
  }
  return {
    names: [...entries.keys()],
    part: async (name, bytesMax) => {
      const entry = entries.get(name)
      if (!entry || entry.offset + 30 > bytes.length || bytes.readUInt32LE(entry.offset) !== localSignature) throw broken()
      const start = entry.offset + 30 + bytes.readUInt16LE(entry.offset + 26) + bytes.readUInt16LE(entry.offset + 28)
      const packed = bytes.subarray(start, start + entry.packed)
      if (entry.method === 0) return packed
      if (entry.method !== 8) throw broken()
      return new Promise((resolve, reject) => {
        inflateRaw(packed, { maxOutputLength: bytesMax }, (error, unpacked) => {
          if (!error) resolve(unpacked)
          else reject((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? new AppError('import.too-large', { what: 'unpacked bytes', limit: bytesMax }) : broken())
        })
      })
    },
  }
}
