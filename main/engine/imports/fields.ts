// What an import may fill in: fields of the service, how files call them, and what a cell must be like.

import { usernamePattern } from '../../../shared/resources/actions/user-edit.ts'
import { resourceOf } from '../../../shared/resources/index.ts'
import { addressParts, addressTypes, attributePrefix, phoneTypes } from './lists.ts'

type FieldType = 'text' | 'email' | 'username' | 'state' | 'manager'

export interface ImportField {
  /** The service's name of it. */
  readonly key: string
  readonly label: string
  readonly type: FieldType
  /** Under what a long list of fields is found. */
  readonly group: string
  /** What headers call it, folded (`folded`). */
  readonly names: readonly string[]
}

const field = (key: string, type: FieldType, label: string | null, names: string, group = 'Person'): ImportField => {
  const title = label ?? resourceOf('user').columns.find(({ path }) => path === key)?.title ?? key
  return { key, type, label: title, group, names: [folded(title), folded(key), ...names.split(',').map(folded)] }
}

/** Letters and digits only, without accents and case: "E-Mail" and "e mail" are one name. */
export function folded(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
}

const phoneNames: { readonly [Type in keyof typeof phoneTypes]: string } = {
  work: 'phone,phone number,telephone,business phone,office phone,telefon,tel,telephone number,telefono,work telephone',
  mobile: 'mobile,cell,cell phone,mobile number,handy,mobil,mobiltelefon,portable,movil,gsm',
  home: 'private phone,telefon privat',
  work_mobile: 'business mobile,diensthandy',
  work_fax: 'fax,fax number',
}
const addressNames: { readonly [Part in keyof typeof addressParts]: string } = {
  streetAddress: 'street,street address,address,address line 1,strasse,straße,adresse,rue,calle,direccion',
  extendedAddress: 'address line 2,floor,suite,etage,stockwerk',
  poBox: 'po box,p.o. box,postfach,boite postale',
  postalCode: 'zip,zip code,postal code,postcode,plz,postleitzahl,code postal,codigo postal',
  locality: 'town,locality,ort,stadt,ville,ciudad,office city',
  region: 'state or province,province,county,bundesland,kanton,provincia',
  country: 'country,land,pays,pais,country code',
}

export const importFields: readonly ImportField[] = [
  field('email', 'email', 'Company email', 'email,e-mail,mail,email address,work email,primary email,userprincipalname,upn,correo,adresse mail,emailadresse'),
  field('username', 'username', 'Username', 'user name,login,user,account,account name,samaccountname,benutzername,anmeldename,identifiant,usuario'),
  field('firstname', 'text', 'First name', 'given name,givenname,forename,vorname,prenom,nombre,first'),
  field('lastname', 'text', 'Last name', 'surname,family name,familyname,nachname,nom,apellido,apellidos,last'),
  field('middlename', 'text', 'Middle name', 'middle,second name'),
  field('displayname', 'text', 'Display name', 'name,full name,anzeigename,nom complet'),
  field('alternateEmail', 'email', 'Alternate email', 'alternate mail,private email,personal email,secondary email'),
  field('company', 'text', 'Company', 'organization,organisation,firma,employer'),
  field('department', 'text', 'Department', 'dept,dept.,abteilung,departement,service,team'),
  field('jobTitle', 'text', 'Job title', 'title,position,role,stelle,funktion,poste,puesto'),
  field('location', 'text', 'Location', 'office,site,standort,city'),
  field('employeeIdentifier', 'text', 'Employee ID', 'employee number,employee no,personnel number,personalnummer,staff id,matricule'),
  field('employeeType', 'text', 'Employee type', 'employment type,type,contract'),
  field('costCenter', 'text', 'Cost center', 'cost centre,kostenstelle'),
  field('description', 'text', 'Description', 'notes,comment,bemerkung'),
  field('manager', 'manager', 'Manager', 'manager email,reports to,supervisor,boss,vorgesetzter'),
  field('state', 'state', 'State', 'status,user state'),
  ...Object.entries(phoneTypes).map(([type, title]) => field(`phoneNumbers.${type}`, 'text', title, phoneNames[type as keyof typeof phoneTypes], 'Phone numbers')),
  ...Object.entries(addressTypes).flatMap(([type, title]) =>
    Object.entries(addressParts).map(([part, name]) =>
      field(`addresses.${type}.${part}`, 'text', `${title} ${name}`, type === 'work' ? addressNames[part as keyof typeof addressParts] : `private ${name},${type} address ${name}`, `${title} address`),
    ),
  ),
]

const byKey = new Map(importFields.map((each) => [each.key, each]))

/** One of the fields above, or a custom attribute by whatever name. */
export function importField(key: string): ImportField | undefined {
  const known = byKey.get(key)
  if (known || !key.startsWith(attributePrefix) || key.length === attributePrefix.length) return known
  return { key, type: 'text', label: `Attribute ${key.slice(attributePrefix.length)}`, group: attributeGroup, names: [] }
}

const attributeGroup = 'Custom attribute'
/** Names of attributes are short words; a header that is a sentence is cut. */
const attributeNameMax = 100
const attributeHeader = /^(?:custom\s+)?attributes?(?:\s*[.:_]\s*|\s+)(?=\S)/i

/** The name that a column's attribute would have, and whether its header says that it is one. */
export function attributeOf(header: string): { readonly name: string; readonly isSaid: boolean } {
  const said = attributeHeader.exec(header)
  return { name: header.slice(said?.[0].length ?? 0).trim().slice(0, attributeNameMax), isSaid: said !== null }
}

/** What is wrong with a cell. */
export interface CellProblem {
  readonly text: string
  /** What could stand there instead. */
  readonly suggestion?: string
  /** It may be meant so: somebody can say that it stays. */
  readonly canStay?: boolean
}

/** Longest text of a field, in characters; the service keeps no longer ones. */
const textMax = 1_024

const formula = /^(?:=|[+\-@][A-Z]+\()/i
// Joiners (U+200C, U+200D) belong to the spelling of Persian and Indic names.
const unseen = /[\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF\u00AD]/g
const control = /[^\P{Cc}\t\n\r]/u
// UTF-8 that was read as Windows-1252 and saved again.
const misread = /[ÃÂ][\u0080-\u00BF\u2018-\u201D†‡ˆ‰Š‹Œ€‚ƒ„…‘’“”•–—˜™š›œžŸ]|â€./

/** The text of a cell as it counts: without space around it, and without the apostrophe that makes a formula harmless. */
export const cleanCell = (text: string): string => text.trim().replace(guard, '')

const guard = /^'(?=[=+\-@|%＝＋－＠])/

/** Somebody has said that it is a text although it looks like a formula: our own exports do. */
export const isGuarded = (text: string): boolean => guard.test(text.trim())

/** What is wrong with the text of any field. */
export function textProblem(text: string, isText = false): CellProblem | null {
  if (text.includes('\uFFFD')) return { text: 'has a character that could not be read (�): choose another encoding, or type what it should be.' }
  if (!isText && formula.test(text)) return { text: `holds a formula (${shortened(text)}). Formulas are not worked out: type the value.` }
  if (control.test(text)) return { text: 'has control characters, which names do not have.', suggestion: text.replace(new RegExp(control, 'gu'), '') }
  if (misread.test(text)) {
    const suggestion = /[\u0100-\uFFFF]/.test(text) ? '\uFFFD' : Buffer.from(text, 'latin1').toString('utf8')
    return { text: 'looks like accents that were read in the wrong encoding.', canStay: true, ...(!suggestion.includes('\uFFFD') && { suggestion }) }
  }
  if (unseen.test(text)) {
    unseen.lastIndex = 0
    return { text: 'has characters that cannot be seen, which can make two names look alike.', suggestion: text.replace(unseen, ''), canStay: true }
  }
  if (text.length > textMax) return { text: `has ${text.length.toLocaleString('en-US')} characters; the service keeps ${textMax.toLocaleString('en-US')}.` }
  return null
}

export const formulaProblem = (text: string, result: string): CellProblem => ({ text: `holds the formula ${shortened(text)}. Formulas are not worked out; its last result is “${shortened(result)}”.`, ...(result !== '' && { suggestion: result }) })

const usernameShape = new RegExp(usernamePattern)
const emailShape = /^[^\s@<>()[\],;:"\\]+@[^\s@<>()[\],;:"\\]+\.[^\s@<>()[\],;:"\\.]{2,}$/

/** What is wrong with a text that is right in itself, in this field. */
export function fieldProblem({ type }: ImportField, text: string): CellProblem | null {
  if (type === 'email' && !emailShape.test(text)) {
    const inside = /<([^<>]+)>/.exec(text)?.[1] ?? text.replace(/^mailto:/i, '').replaceAll(/\s/g, '').replace(/[,;]+$/, '').replace(/\(at\)|\[at\]/i, '@')
    return { text: `is not an email address: “${shortened(text)}”.`, ...(emailShape.test(inside) && { suggestion: inside }) }
  }
  if (type === 'username' && !usernameShape.test(text)) {
    const suggestion = asUsername(text)
    return { text: 'is not a username: letters, digits, dot, dash, underscore and @, at most 100, beginning with a letter or digit.', ...(suggestion !== '' && { suggestion }) }
  }
  if (type === 'state' && stateOf(text) === null) return { text: `is not a state: “${shortened(text)}”. Staged or active.` }
  return null
}

/** A username out of any text, as far as there is one in it. */
export const asUsername = (text: string): string =>
  text.normalize('NFKD').replace(/\p{M}/gu, '').trim().replace(/\s+/g, '.').replace(/[^A-Za-z0-9._@-]/g, '').replace(/^[^A-Za-z0-9]+/, '').slice(0, 100)

export function stateOf(text: string): 'STAGED' | 'ACTIVATED' | null {
  const name = folded(text)
  if (name === 'staged' || name === 'inactive') return 'STAGED'
  return name === 'active' || name === 'activated' ? 'ACTIVATED' : null
}

const shortened = (text: string): string => (text.length > 60 ? `${text.slice(0, 57)}…` : text)
