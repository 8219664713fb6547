// The SSO applications of an organization (v1 /applications): what each is, whose certificate runs out when, who gets in.

import { dayMs, instantFromMs } from '../../../shared/base/instant.ts'
import type { RawObject } from '../../../shared/resources/derive/row-projection.ts'
import { mix, randomAt } from '../mixing.ts'
import type { Profile } from '../profile.ts'

export interface ApplicationDescription {
  readonly template: string
  readonly displayName: string
  readonly label: string
  readonly signOn: 'saml' | 'oidc' | 'bookmark'
  /** Names of user groups that get in, where they exist. */
  readonly groups: readonly string[]
  readonly isOn: boolean
  readonly createsAccounts: boolean
}

const saml = (template: string, displayName: string, groups: readonly string[], more: Partial<ApplicationDescription> = {}): ApplicationDescription => ({
  template,
  displayName,
  label: displayName,
  signOn: 'saml',
  groups,
  isOn: true,
  createsAccounts: false,
  ...more,
})

const catalogue: readonly ApplicationDescription[] = [
  saml('slack', 'Slack', ['All Users'], { createsAccounts: true }),
  saml('aws-sso', 'AWS IAM Identity Center', ['IT', 'Cloud Console – Billing', 'Engineering', 'Data Science']),
  saml('salesforce', 'Salesforce', ['Sales', 'CRM', 'Customer Service']),
  saml('zoom', 'Zoom', ['All Users'], { createsAccounts: true }),
  saml('expensify', 'Expensify', ['Finance', 'Expense Approvers']),
  saml('atlassian-cloud', 'Atlassian Cloud', ['IT', 'Engineering', 'Product', 'Ticketing'], { label: 'Tickets and wiki' }),
  saml('bamboohr', 'BambooHR', ['Human Resources']),
  saml('zendesk', 'Zendesk', ['Customer Service', 'Ticketing']),
  saml('github', 'GitHub', ['Engineering', 'Source Control', 'Data Science'], { createsAccounts: true }),
  saml('dropbox', 'Dropbox', ['Marketing', 'Executive']),
  saml('adobe-creative-cloud', 'Adobe Creative Cloud', ['Marketing', 'Video Editing Licences'], { label: 'Creative Cloud (Marketing)' }),
  saml('datadog', 'Datadog', ['IT', 'Engineering']),
  { ...saml('bookmark', 'Bookmark', ['All Users']), label: 'Canteen menu', signOn: 'bookmark' },
  saml('docusign', 'DocuSign', ['Legal & Compliance', 'Finance', 'Human Resources']),
  { ...saml('oidc', 'Custom OIDC App', ['All Users']), label: 'Intranet', signOn: 'oidc' },
  saml('workday', 'Workday', ['Human Resources', 'Payroll Editors']),
  saml('tableau', 'Tableau Cloud', ['Finance Reports – Read', 'Executive']),
  saml('fresh-service', 'Freshservice', ['Ticketing'], { isOn: false, label: 'Freshservice (old)' }),
  saml('custom-saml', 'Custom SAML App', ['Procurement'], { label: 'Procurement portal' }),
  saml('lucidchart', 'Lucid', ['Product', 'Engineering'], { createsAccounts: true }),
]

export const newApplication = (index: number): ApplicationDescription => saml('custom-saml', 'Custom SAML App', [], { label: `New application ${index + 1}` })

export const applicationDescriptions = ({ users }: Profile): readonly ApplicationDescription[] => catalogue.slice(0, Math.min(catalogue.length, Math.max(6, Math.round(3 + Math.sqrt(users)))))

/** Days until the certificate of an application runs out: the soonest as the organization's story says, most years ahead. */
export function certificateDays({ story }: Profile, index: number, seed: number): number {
  if (index === 1) return story.ssoCertificateDays
  return Math.max(story.ssoCertificateDays + 1, 40) + (mix(seed, index) % 1_500)
}

export function applicationPayload(application: ApplicationDescription, index: number, id: string, createdMs: number, settings: { organization: string; profile: Profile; nowMs: number; seed: number }): RawObject {
  const { organization, profile, nowMs, seed } = settings
  const { template, displayName, label, signOn } = application
  const random = randomAt(seed, index)
  const expiresMs = Math.floor((nowMs + certificateDays(profile, index, seed) * dayMs) / 1_000) * 1_000
  return {
    _id: id,
    active: application.isOn,
    beta: false,
    color: random.chance(0.5) ? '' : '#005466',
    config: configOf(application, profile, organization),
    created: instantFromMs(createdMs),
    databaseAttributes: [],
    description: random.chance(0.3) ? `Ask ${random.pick(['IT', 'the owner', 'your manager'])} for access` : '',
    displayLabel: label,
    displayName,
    id,
    learnMore: `https://support.example/single-sign-on-with-${template}`,
    logo: { url: `https://static.example/applications/logos/application-icon-${template}.png` },
    name: template,
    organization,
    sso: {
      jit: application.createsAccounts,
      beta: false,
      type: signOn,
      hidden: false,
      ...(signOn === 'saml' ? { idpCertExpirationAt: instantFromMs(expiresMs), idpCertificateUpdatedAt: instantFromMs(createdMs), idpPrivateKeyUpdatedAt: instantFromMs(createdMs) } : {}),
    },
    ssoUrl: signOn === 'bookmark' ? 'https://menu.example/today' : `https://sso.jumpcloud.com/saml2/${template}`,
  }
}

/** The fields of the sign-on form, as few as the document asks for. */
function configOf({ signOn, template }: ApplicationDescription, { domain }: Profile, organization: string): RawObject {
  if (signOn !== 'saml') return {}
  const field = (label: string, value: string, position: number) => ({ label, position, readOnly: false, required: true, type: 'text', value, visible: true })
  return {
    idpEntityId: field('IdP Entity ID', `JumpCloud-${organization.slice(-6)}`, 0),
    spEntityId: field('SP Entity ID', `https://${template}.${domain}`, 1),
    acsUrl: field('ACS URL', `https://${template}.${domain}/saml/acs`, 2),
    constantAttributes: { label: 'Attributes', mutable: true, position: 3, readOnly: false, required: false, type: 'array', value: [], visible: true },
    signAssertion: { label: 'Sign assertion', position: 4, readOnly: false, required: false, type: 'boolean', value: true, visible: true },
  }
}
