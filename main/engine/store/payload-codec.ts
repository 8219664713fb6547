// Objects as they lie in a history file: canonical JSON, deflated from a versioned dictionary. The first byte is the version.

import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { AppError } from '../../../shared/base/app-error.ts'
import { invariant } from '../../../shared/base/assert.ts'

export interface PayloadCodec {
  encode(canonical: string, version: number): Buffer
  /** A payload from text that was deflated elsewhere from the dictionary of this version. */
  wrap(deflated: Buffer, version: number): Buffer
  dictionary(version: number): Buffer
  /** @throws AppError `store.damaged` */
  decode(payload: Buffer): string
}

// A small window and small tables: setting up the default ones costs more than compressing two kilobytes.
export const deflateSettings = { windowBits: 13, memLevel: 5, level: 6 } as const

/** As far as compression looks back: more of a dictionary would never be used. */
export const dictionaryBytesMax = 2 ** deflateSettings.windowBits - 262

/** Dictionaries by version; the map may grow while the codec is in use. */
export function createPayloadCodec(dictionaries: ReadonlyMap<number, Buffer>): PayloadCodec {
  const known = (version: number): Buffer => {
    const dictionary = dictionaries.get(version)
    invariant(dictionary, `payload dictionary ${version} is known`)
    return dictionary
  }
  const wrap = (deflated: Buffer, version: number): Buffer => Buffer.concat([Buffer.from([version]), deflated])
  return {
    encode: (canonical, version) => wrap(deflate(canonical, known(version)), version),
    wrap,
    dictionary: known,
    decode: (payload) => {
      const dictionary = dictionaries.get(payload[0] ?? 0)
      try {
        if (!dictionary) throw new Error('unknown dictionary')
        return inflateRawSync(payload.subarray(1), { windowBits: deflateSettings.windowBits, dictionary }).toString('utf8')
      } catch {
        throw new AppError('store.damaged')
      }
    },
  }
}

export const deflate = (canonical: string, dictionary: Buffer): Buffer => deflateRawSync(Buffer.from(canonical, 'utf8'), { ...deflateSettings, dictionary })
