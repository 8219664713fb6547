// Objects as they lie in a history file: canonical JSON, deflated from a versioned dictionary. The first byte is the version.

import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { AppError } from '../../../shared/base/app-error.ts'
import { invariant } from '../../../shared/base/assert.ts'

export interface PayloadCodec {
  encode(canonical: string, version: number): Buffer
  /** @throws AppError `store.damaged` */
  decode(payload: Buffer): string
}

// A small window and small tables: setting up the default ones costs more than compressing two kilobytes.
const settings = { windowBits: 13, memLevel: 5, level: 6 } as const

/** As far as compression looks back: more of a dictionary would never be used. */
export const dictionaryBytesMax = 2 ** settings.windowBits - 262

/** Dictionaries by version; the map may grow while the codec is in use. */
export function createPayloadCodec(dictionaries: ReadonlyMap<number, Buffer>): PayloadCodec {
  return {
    encode: (canonical, version) => {
      const dictionary = dictionaries.get(version)
      invariant(dictionary, `payload dictionary ${version} is known`)
      return Buffer.concat([Buffer.from([version]), deflate(canonical, dictionary)])
    },
    decode: (payload) => {
      const dictionary = dictionaries.get(payload[0] ?? 0)
      try {
        if (!dictionary) throw new Error('unknown dictionary')
        return inflateRawSync(payload.subarray(1), { windowBits: settings.windowBits, dictionary }).toString('utf8')
      } catch {
        throw new AppError('store.damaged')
      }
    },
  }
}

export const deflate = (canonical: string, dictionary: Buffer): Buffer => deflateRawSync(Buffer.from(canonical, 'utf8'), { ...settings, dictionary })
