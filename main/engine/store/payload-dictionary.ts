// The text that compression starts from: field names and common values of the registry, in the order of canonical JSON.

import { stableJson } from '../../../shared/base/stable-json.ts'
import { isCaseColumn, isEdgeCountColumn, type ResourceDescription } from '../../../shared/resources/define.ts'

/** Compression looks back this far, so that more text would never be used. */
const windowBytes = 8 * 1024

/** Fields the service sends with every user that no column needs; they would cost their name in every payload. */
const frequent =
  '"_id":"","account_locked":false,"activated":true,"addresses":[],"allow_public_key":true,"attributes":[],"created":"2026-01-01T00:00:00.000Z","disableDeviceMaxLoginAttempts":false,' +
  '"enable_managed_uid":false,"external_dn":"","external_source_type":"","externally_managed":false,"id":"","ldap_binding_user":false,"organization":"","password_never_expires":false,' +
  '"passwordless_sudo":false,"phoneNumbers":[],"public_key":"","relationships":[],"samba_service_user":false,"ssh_keys":[],"state":"ACTIVATED","sudo":false,"suspended":false,"tags":[],' +
  '"totp_enabled":false,"unix_guid":5000,"unix_uid":5000,"to":{"attributes":null,"id":"","type":"user"},"type":"user_group","@example.com","example.org"'

/** The same registry gives the same text; a file keeps every text it ever used. */
export function payloadDictionary(resources: readonly ResourceDescription[]): Buffer {
  const samples = resources.map((resource) => stableJson(sampleObject(resource)))
  const values = resources.flatMap((resource) => resource.columns.flatMap((column) => column.choices?.map((choice) => `"${choice.value}"`) ?? []))
  const text = [[...new Set(values)].join(','), ...samples.reverse(), frequent].join('')
  return Buffer.from(text, 'utf8').subarray(-windowBytes)
}

/** Every path the registry knows with a likely value, nested as on the wire. */
function sampleObject(resource: ResourceDescription): Record<string, unknown> {
  const sample: Record<string, unknown> = { ...resource.example, [resource.wire.idField]: '' }
  for (const name of Object.keys(resource.schema.shape)) sample[name] ??= ''
  for (const column of resource.columns) {
    if (isCaseColumn(column) || isEdgeCountColumn(column)) continue
    place(sample, column.path.split('.'), likelyValue(column.type))
  }
  return sample
}

function place(target: Record<string, unknown>, [head, ...rest]: string[], value: unknown): void {
  if (head === undefined) return
  if (rest.length === 0) {
    target[head] = value
    return
  }
  const child = typeof target[head] === 'object' && target[head] !== null ? (target[head] as Record<string, unknown>) : {}
  target[head] = child
  place(child, rest, value)
}

function likelyValue(type: string): unknown {
  if (type === 'boolean') return false
  if (type === 'count') return 0
  if (type === 'list') return []
  if (type === 'instant') return '2026-01-01T00:00:00.000Z'
  return ''
}
