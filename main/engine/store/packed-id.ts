// Ids of the vendor are 24 hex digits nearly always; as 12 bytes they halve every index. Any other id stays text.

import type { SqlValue } from './driver.ts'

const hexId = /^[0-9a-f]{24}$/

export const packId = (id: string): string | Buffer => (hexId.test(id) ? Buffer.from(id, 'hex') : id)

export const unpackId = (value: SqlValue): string => (Buffer.isBuffer(value) ? value.toString('hex') : String(value))
