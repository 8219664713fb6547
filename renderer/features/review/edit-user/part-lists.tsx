// The lists of a person: telephone numbers, addresses, custom attributes. Each line is a part that can be changed, added and taken out.

import { Plus, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { ActionButton } from '../../../ui/action-button.tsx'
import { iconProps } from '../../../ui/icons.ts'
import { addressNames, type Part } from './person.ts'

interface PartListProps {
  readonly parts: readonly Part[]
  readonly isOff: boolean
  readonly onChange: (parts: readonly Part[]) => void
}

type LineProps = { readonly part: Part; readonly index: number; readonly isOff: boolean; readonly onChange: (part: Part) => void }

/** `one` names a line for those who hear it: "phone number 2". */
const PartList = ({ one, add, blank, lineClass, parts, isOff, onChange, line }: PartListProps & { readonly one: string; readonly add: string; readonly blank: Part; readonly lineClass: string; readonly line: (props: LineProps) => ReactNode }) => (
  <div className="part-list">
    {parts.map((part, index) => (
      // Lines have nothing that stays but their place, and hold no state of their own.
      <div key={index} className={`part-line ${lineClass}`} role="group" aria-label={`${one} ${index + 1}`}>
        {line({ part, index, isOff, onChange: (next) => onChange(parts.map((each, place) => (place === index ? next : each))) })}
        <ActionButton className="icon-button" aria-label={`Take out ${one.toLowerCase()} ${index + 1}`} reason={isOff ? 'Another directory decides on this' : null} onClick={() => onChange(parts.filter((_, place) => place !== index))}>
          <X {...iconProps} size={14} />
        </ActionButton>
      </div>
    ))}
    <button type="button" className="button part-add" disabled={isOff} onClick={() => onChange([...parts, blank])}>
      <Plus {...iconProps} size={14} />
      {add}
    </button>
  </div>
)

const Cell = ({ part, name, label, isOff, onChange, list }: Pick<LineProps, 'part' | 'isOff' | 'onChange'> & { readonly name: string; readonly label: string; readonly list?: string }) => (
  <input className="input" aria-label={label} placeholder={label} dir="auto" autoComplete="off" spellCheck={false} maxLength={1_024} disabled={isOff} list={list} value={part[name] ?? ''} onChange={(event) => onChange({ ...part, [name]: event.target.value })} />
)

/** The usual types, and the one that is there already whatever it is. */
const TypeChoice = ({ part, isOff, onChange, types }: Pick<LineProps, 'part' | 'isOff' | 'onChange'> & { readonly types: Readonly<Record<string, string>> }) => (
  <select className="input" aria-label="Type" disabled={isOff} value={part['type'] ?? ''} onChange={(event) => onChange({ ...part, type: event.target.value })}>
    {[...new Set([...Object.keys(types), part['type'] ?? ''])].map((type) => (
      <option key={type} value={type}>
        {types[type] ?? (type || 'No type')}
      </option>
    ))}
  </select>
)

const phoneTypes = { work: 'Work', mobile: 'Mobile', home: 'Home', work_mobile: 'Work mobile', work_fax: 'Work fax' }
const addressTypes = { work: 'Work', home: 'Home', other: 'Other' }
const addressLabels: { readonly [Name in (typeof addressNames)[number]]: string } = { streetAddress: 'Street and number', extendedAddress: 'Floor, suite', poBox: 'PO box', postalCode: 'Postal code', locality: 'City', region: 'Region', country: 'Country' }

export const PhoneList = (props: PartListProps) => (
  <PartList
    {...props}
    one="Phone number"
    add="Add a phone number"
    blank={{ type: 'work', number: '' }}
    lineClass="is-phone"
    line={(line) => (
      <>
        <TypeChoice {...line} types={phoneTypes} />
        <Cell {...line} name="number" label="Number" />
      </>
    )}
  />
)

export const AddressList = (props: PartListProps) => (
  <PartList
    {...props}
    one="Address"
    add="Add an address"
    blank={{ type: 'work' }}
    lineClass="is-address"
    line={(line) => (
      <>
        <TypeChoice {...line} types={addressTypes} />
        <div className="address-cells">
          {addressNames.map((name) => (
            <Cell key={name} {...line} name={name} label={addressLabels[name]} />
          ))}
        </div>
      </>
    )}
  />
)

export const AttributeList = (props: PartListProps) => (
  <PartList
    {...props}
    one="Custom attribute"
    add="Add a custom attribute"
    blank={{ name: '', value: '' }}
    lineClass="is-attribute"
    line={(line) => (
      <>
        <Cell {...line} name="name" label="Name" />
        <Cell {...line} name="value" label="Value" />
      </>
    )}
  />
)
