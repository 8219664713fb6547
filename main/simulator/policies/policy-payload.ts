// Policies and policy groups as the service sends them: a short row in the list, with values and fields when asked for by id.

import type { RawObject } from '../../../shared/resources/derive/row-projection.ts'
import { hashText } from '../../../shared/base/random.ts'
import { mix } from '../mixing.ts'
import type { PolicyDescription, PolicyGroupDescription } from './policy-catalogue.ts'

/** Templates are the vendor's: the same id in every organization. */
const templateId = (name: string): string => `5e${hashText(name).toString(16).padStart(8, '0')}${mix(hashText(name), 1).toString(16).padStart(8, '0')}${(hashText(`${name}!`) % 0xff_ffff).toString(16).padStart(6, '0')}`

export function policyRow({ name, system, template }: PolicyDescription, id: string): RawObject {
  return {
    id,
    name,
    template: {
      id: templateId(template.name),
      name: template.name,
      displayName: template.displayName,
      description: template.description,
      osMetaFamily: system,
      activation: template.activation,
      behavior: 'The device reports whether the setting is as wanted, and sets it again when it is not.',
      deliveryTypes: [template.isMdm ? 'mdm' : 'agent'],
      state: '',
      alert: null,
      reference: null,
      osRestrictions: [],
    },
  }
}

/** What only the single object has. */
export function policyDetails({ settings, template }: PolicyDescription): RawObject {
  const fieldId = (name: string) => templateId(`${template.name}.${name}`)
  return {
    notes: '',
    configFields: settings.map(({ name, label, value, displayType }, position) => ({
      id: fieldId(name),
      name,
      label,
      defaultValue: typeof value === 'boolean' ? false : typeof value === 'number' ? 0 : '',
      displayOptions: null,
      displayType,
      position,
      readOnly: false,
      required: true,
      sensitive: false,
      validators: null,
    })),
    values: settings.map(({ name, value }) => ({ configFieldID: fieldId(name), value, sensitive: false })),
  }
}

export function policyGroupRow({ name, description }: Pick<PolicyGroupDescription, 'name' | 'description'>, id: string, organization: string): RawObject {
  return { attributes: null, description, email: '', id, name, organizationObjectId: organization, type: 'policy_group' }
}
