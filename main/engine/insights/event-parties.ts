// Who and what an event is about, in the fields where the service's sources put it; empty where none says.

import { type RawObject, valueAt } from '../../../shared/resources/derive/row-projection.ts'

/** The first of the paths that holds a text or a number. */
export function textAt(raw: RawObject, ...paths: readonly string[]): string {
  for (const path of paths) {
    const value = valueAt(raw, path)
    if (typeof value === 'string' && value.trim() !== '') return value.trim()
    if (typeof value === 'number') return String(value)
  }
  return ''
}

export const initiatorOf = (raw: RawObject): string =>
  textAt(raw, 'initiated_by.email', 'initiated_by.username', 'initiated_by.name', 'initiated_by.displayName', 'username', 'initiated_by.id')

export function resourceOf(raw: RawObject): string {
  const { from, to } = connectionOf(raw)
  if (from !== '' && to !== '') return `${from} → ${to}`
  const named = textAt(
    raw,
    'resource.displayName', 'resource.display_name', 'resource.username', 'resource.email', 'resource.recipient_email', 'resource.name', 'resource.hostname',
    'application.display_label', 'application.name', 'system.displayName', 'system.hostname', 'command.name', 'policy.name', 'name', 'title',
  )
  return named || textAt(raw, 'dn', 'base', 'resource.id', 'application.id', 'system.id', 'device_object_id', 'mdm_device_id')
}

export const deviceOf = (raw: RawObject): string => textAt(raw, 'system.displayName', 'system.hostname', 'system.id', 'device_object_id', 'mdm_device_id')

/** The two ends of an association that was made or ended. */
export const connectionOf = (raw: RawObject): { from: string; to: string } => ({
  from: textAt(raw, 'association.connection.from.name', 'association.connection.from.object_id'),
  to: textAt(raw, 'association.connection.to.name', 'association.connection.to.object_id'),
})
