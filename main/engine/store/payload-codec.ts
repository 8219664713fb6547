// Objects as they lie in a history file: canonical JSON, deflated from a versioned dictionary. The first byte is the version.

import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { AppError } from '../../../shared/base/app-error.ts'

export interface PayloadCodec {
  encode(canonical: string): Buffer
  /** @throws AppError `store.damaged` */
  decode(payload: Buffer): string
}

// A small window and small tables: setting up the default ones costs more than compressing two kilobytes.
const settings = { windowBits: 13, memLevel: 5, level: 6 } as const

/** `dictionaries` by version; new payloads use `version`. */
export function createPayloadCodec(dictionaries: ReadonlyMap<number, Buffer>, version: number): PayloadCodec {
  const mark = Buffer.from([version])
  const current = { ...settings, dictionary: known(dictionaries, version) }
  return {
    encode: (canonical) => Buffer.concat([mark, deflateRawSync(Buffer.from(canonical, 'utf8'), current)]),
    decode: (payload) => {
      const dictionary = known(dictionaries, payload[0] ?? 0)
      try {
        return inflateRawSync(payload.subarray(1), { windowBits: settings.windowBits, dictionary }).toString('utf8')
      } catch {
        throw new AppError('store.damaged')
      }
    },
  }
}

function known(dictionaries: ReadonlyMap<number, Buffer>, version: number): Buffer {
  const dictionary = dictionaries.get(version)
  if (!dictionary) throw new AppError('store.damaged')
  return dictionary
}
