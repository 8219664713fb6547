// Telephone numbers, addresses and custom attributes of a person, from the answer of the service: no list has columns for them.

import { useMemo } from 'react'
import type { RawObject } from '../../../shared/base/raw-object.ts'
import { Visible } from '../../ui/visible.tsx'

interface Line {
  readonly label: string
  readonly text: string
}

interface Group {
  readonly title: string
  readonly lines: readonly Line[]
}

export function PersonParts({ raw }: { readonly raw: string }) {
  const groups = useMemo(() => partGroups(JSON.parse(raw) as RawObject), [raw])
  return groups.map(({ title, lines }) => (
    <section role="group" key={title} className="field-group" aria-label={title}>
      <h3>{title}</h3>
      <dl>
        {lines.map(({ label, text }, index) => (
          <div key={index} className="field-line">
            <dt>
              <Visible text={label} />
            </dt>
            <dd>
              <Visible text={text} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  ))
}

const addressOrder = ['streetAddress', 'extendedAddress', 'poBox', 'postalCode', 'locality', 'region', 'country'] as const

/** Groups without a line are left out. */
export function partGroups(raw: RawObject): Group[] {
  const groups: Group[] = [
    { title: 'Phone numbers', lines: linesOf(raw.phoneNumbers, (part) => [typeText(part.type), textOf(part.number)]) },
    { title: 'Addresses', lines: linesOf(raw.addresses, (part) => [typeText(part.type), addressOrder.map((name) => textOf(part[name])).filter((text) => text !== '').join(', ')]) },
    { title: 'Custom attributes', lines: linesOf(raw.attributes, (part) => [textOf(part.name), textOf(part.value) || '–']) },
  ]
  return groups.filter(({ lines }) => lines.length > 0)
}

function linesOf(list: unknown, said: (part: RawObject) => readonly [label: string, text: string]): Line[] {
  return (Array.isArray(list) ? (list as (RawObject | null)[]) : []).flatMap((part) => {
    const [label, text] = said(part ?? {})
    return label === '' || text === '' ? [] : [{ label, text }]
  })
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : typeof value === 'number' || typeof value === 'boolean' ? String(value) : '')

/** `work_mobile` → "Work mobile" */
const typeText = (type: unknown): string => {
  const words = textOf(type).replaceAll('_', ' ')
  return words === '' ? 'Other' : words.charAt(0).toUpperCase() + words.slice(1)
}
