// The text that compression of events starts from: what every event has, then whole events of this very organization.

import { dictionaryBytesMax } from './payload-codec.ts'

const skeleton =
  '"changes":[{"field":"","from":"","to":""}],"mfa":true,"mfa_meta":{"type":"none"},"error_message":"","auth_method":"password","auth_context":{"auth_methods":{"password":{"success":true}}},' +
  '{"@version":"1","client_ip":"","event_type":"user_login_attempt","geoip":{"continent_code":"NA","country_code":"US","latitude":0,"longitude":-0,"region_code":"","region_name":"","timezone":"America/"},' +
  '"id":"","initiated_by":{"email":"","id":"","type":"admin","username":""},"organization":"","provider":null,"resource":{"displayName":"","id":"","type":"user","username":""},"service":"directory","success":true,"timestamp":"2026-'

/** One event of each type that the first page brought; the nearest text is the cheapest to refer to, so they come last. */
export function eventDictionary(first: readonly { readonly type: string; readonly raw: string }[]): Buffer {
  const byType = new Map(first.map(({ type, raw }) => [type, raw]))
  return Buffer.from(skeleton + [...byType.values()].join(''), 'utf8').subarray(-dictionaryBytesMax)
}
