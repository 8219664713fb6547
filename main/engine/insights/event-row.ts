// The service's event → what the archive keeps of it. Decides what an event must have: its time; everything else may be missing.

import { createHash } from 'node:crypto'
import { AppError } from '../../../shared/base/app-error.ts'
import { instantToMs } from '../../../shared/base/instant.ts'
import { stableJson } from '../../../shared/base/stable-json.ts'
import { type RawObject, valueAt } from '../../../shared/resources/derive/row-projection.ts'
import type { ArchivedEvent } from '../store/event-archive.ts'
import { initiatorOf, resourceOf, textAt } from './event-parties.ts'

/** @throws AppError `api.shape` for an event without a time: nobody could ever find it */
export function archivedEventOf(raw: RawObject): ArchivedEvent {
  const atMs = instantToMs(textAt(raw, 'timestamp'))
  if (atMs === null) throw new AppError('api.shape', { kind: 'events' })
  const canonical = stableJson(raw)
  return {
    id: textAt(raw, 'id', '_id').slice(0, idCharactersMax) || contentId(canonical),
    atMs,
    service: textAt(raw, 'service') || 'unknown',
    type: textAt(raw, 'event_type') || 'unknown',
    success: successOf(raw),
    initiator: initiatorOf(raw),
    resource: resourceOf(raw),
    address: textAt(raw, 'client_ip', 'src_ip'),
    country: textAt(raw, 'geoip.country_code', 'geoip.country_code2'),
    raw: canonical,
  }
}

// What the contract takes as the id of one event.
const idCharactersMax = 128

/** The same content is the same event, however often it is read. */
const contentId = (canonical: string): string => `content-${createHash('sha256').update(canonical).digest('hex').slice(0, 32)}`

function successOf(raw: RawObject): boolean | null {
  const said = valueAt(raw, 'success') ?? valueAt(raw, 'sso_token_success')
  if (typeof said === 'boolean') return said
  return typeof said === 'string' && /^(true|false)$/i.test(said) ? said.toLowerCase() === 'true' : null
}
