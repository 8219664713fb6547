// The device policies of an organization: what each asks for, whom it is bound to and when a device passes.

import type { DeviceFacts } from '../devices/fleet.ts'
import type { GroupRole } from '../devices/device-groups.ts'
import type { Profile } from '../profile.ts'

type PolicySystem = 'windows' | 'darwin' | 'linux' | 'universal'

export interface PolicyDescription {
  readonly name: string
  readonly system: PolicySystem
  readonly template: { readonly name: string; readonly displayName: string; readonly description: string; readonly activation: string; readonly isMdm: boolean }
  readonly settings: readonly { readonly name: string; readonly label: string; readonly value: string | number | boolean; readonly displayType: string }[]
  /** Roles of the device groups that it is bound to. */
  readonly groups: readonly GroupRole[]
  /** What a device must be like; null when any one may fail. */
  readonly passes: ((facts: DeviceFacts) => boolean) | null
  readonly failure: string
}

interface Draft {
  readonly groups?: readonly GroupRole[]
  readonly isMdm?: boolean
  readonly settings?: PolicyDescription['settings']
  readonly passes?: (facts: DeviceFacts) => boolean
  readonly failure?: string
}

const desks: Readonly<Record<PolicySystem, readonly GroupRole[]>> = { windows: ['windows'], darwin: ['darwin'], linux: ['linux'], universal: ['all'] }

const policy = (name: string, system: PolicySystem, displayName: string, description: string, draft: Draft = {}): PolicyDescription => ({
  name,
  system,
  template: {
    name: `${displayName.toLowerCase().replace(/[^a-z0-9]+/g, '_')}_${system}`,
    displayName,
    description,
    activation: draft.isMdm ? 'Takes effect when the device next contacts the MDM server.' : 'Takes effect within five minutes of the agent’s next contact.',
    isMdm: draft.isMdm ?? false,
  },
  settings: draft.settings ?? [],
  groups: draft.groups ?? desks[system],
  passes: draft.passes ?? null,
  failure: draft.failure ?? 'the setting was changed back by another program',
})

const number = (name: string, label: string, value: number) => ({ name, label, value, displayType: 'number' })
const flag = (name: string, label: string, value = true) => ({ name, label, value, displayType: 'checkbox' })
const text = (name: string, label: string, value: string) => ({ name, label, value, displayType: 'text' })

const isEncrypted = ({ isEncrypted: passes }: DeviceFacts): boolean => passes
const isCurrent = ({ release }: DeviceFacts): boolean => !release.isOutdated

const catalogue: readonly PolicyDescription[] = [
  policy('BitLocker on every PC', 'windows', 'BitLocker Full Disk Encryption', 'Encrypts the disks of Windows devices and keeps their recovery keys.', { passes: isEncrypted, failure: 'BitLocker: no TPM protector could be added (0x80310030)', settings: [flag('ENABLED', 'Encrypt all non-removable drives')] }),
  policy('FileVault on every Mac', 'darwin', 'FileVault 2', 'Enforces disk encryption and escrows the recovery key.', { isMdm: true, passes: isEncrypted, failure: 'FileVault is off and nobody has signed out since', settings: [number('deferral', 'Sign-ins until it is enforced', 3)] }),
  policy('Disk encryption check – Linux', 'linux', 'Check Disk Encryption', 'Reports whether the root volume is encrypted.', { passes: isEncrypted, failure: '/ is not on a LUKS volume' }),
  policy('Lock screen after 10 minutes (Windows)', 'windows', 'Lock Screen', 'Locks the screen when nobody uses the device.', { settings: [number('timeout', 'Timeout in seconds', 600)] }),
  policy('Lock screen after 10 minutes (Mac)', 'darwin', 'Lock Screen', 'Locks the screen when nobody uses the device.', { settings: [number('timeout', 'Timeout in seconds', 600)] }),
  policy('Lock screen after 10 minutes (Linux)', 'linux', 'Lock Screen', 'Locks the screen when nobody uses the device.', { settings: [number('timeout', 'Timeout in seconds', 600)] }),
  policy('Windows updates within a week', 'windows', 'Default Windows Patch Policy', 'Schedules feature and quality updates.', { passes: isCurrent, failure: 'the release of Windows no longer gets updates', settings: [number('quality', 'Defer quality updates (days)', 7), number('feature', 'Defer feature updates (days)', 60)] }),
  policy('macOS updates within a week', 'darwin', 'Default macOS Patch Policy', 'Reminds people of updates and then enforces them.', { isMdm: true, passes: isCurrent, failure: 'no installable update for this Mac', settings: [number('grace', 'Days to install', 7)] }),
  policy('Ubuntu security updates', 'linux', 'Default Ubuntu Patch Policy', 'Installs security updates unattended.', { passes: isCurrent, failure: 'unattended-upgrades: the repository no longer exists', groups: ['linux', 'server'] }),
  policy('Firewall on (Windows)', 'windows', 'Windows Defender Firewall', 'Keeps the firewall on in all profiles.', { settings: [flag('domain', 'Domain profile'), flag('public', 'Public profile')] }),
  policy('Firewall on (Mac)', 'darwin', 'Application Firewall', 'Keeps the application firewall on.', { isMdm: true, settings: [flag('stealth', 'Stealth mode')] }),
  policy('No guest account', 'darwin', 'Disable Guest Account', 'Removes the guest account from the sign-in window.'),
  policy('No USB storage', 'windows', 'Disable Removable Storage', 'Blocks reading from and writing to removable drives.', { groups: ['shared', 'windows'] }),
  policy('SSH hardening', 'linux', 'SSH Root Access', 'Denies root sign-in over SSH.', { groups: ['server'], failure: 'sshd_config is managed by another tool' }),
  policy('Server firewall', 'linux', 'Network Parameters', 'Sets sysctl values against spoofing and redirects.', { groups: ['server'] }),
  policy('Company wallpaper', 'windows', 'Custom Wallpaper', 'Puts the company’s picture on the desktop.', { settings: [text('url', 'Picture', 'https://intranet.example/wallpaper.jpg')] }),
  policy('Browser home page', 'windows', 'Advanced: Custom Registry Keys', 'Writes keys and values to the registry.', { settings: [text('key', 'Key', 'SOFTWARE\\Policies\\Google\\Chrome')] }),
  policy('Kiosk: no control panel', 'windows', 'Disable Control Panel', 'Hides control panel and settings.', { groups: ['shared'] }),
  policy('Wi-Fi profile (Mac)', 'darwin', 'Network – Wi-Fi', 'Joins the company’s wireless network with a certificate.', { isMdm: true }),
  policy('Screen saver with company logo', 'darwin', 'Custom MDM Configuration Profile', 'Delivers a profile of one’s own.', { isMdm: true, groups: ['pilot'] }),
  policy('Early macOS updates', 'darwin', 'Default macOS Patch Policy', 'Reminds people of updates and then enforces them.', { isMdm: true, groups: ['pilot'], settings: [number('grace', 'Days to install', 1)] }),
  policy('Time servers', 'linux', 'Configure NTP', 'Sets the servers that clocks follow.', { groups: ['server', 'linux'] }),
  policy('Windows 7 message (retired)', 'windows', 'Message of the Day', 'Shows a text before people sign in.', { groups: [] }),
  policy('Remote Assist only with consent', 'universal', 'Remote Assist Settings', 'Asks people before a session begins.'),
  policy('JumpCloud Go sign-in', 'universal', 'JumpCloud Go', 'Lets people sign in with the device instead of a password.'),
]

export interface PolicyGroupDescription {
  readonly name: string
  readonly description: string
  /** Names of its policies, which are also reached through it. */
  readonly policies: readonly string[]
  readonly groups: readonly GroupRole[]
}

export const policyGroupCatalogue: readonly PolicyGroupDescription[] = [
  { name: 'Security baseline', description: 'What every auditor asks for', policies: ['BitLocker on every PC', 'FileVault on every Mac', 'Disk encryption check – Linux', 'Firewall on (Windows)', 'Firewall on (Mac)'], groups: ['pilot'] },
  { name: 'Updates', description: 'Patch policies of all systems', policies: ['Windows updates within a week', 'macOS updates within a week', 'Ubuntu security updates'], groups: ['shared'] },
  { name: 'Kiosks', description: '', policies: ['Kiosk: no control panel', 'No USB storage'], groups: ['shared'] },
  { name: 'Servers', description: 'Linux in the rack', policies: ['SSH hardening', 'Server firewall', 'Time servers'], groups: ['server'] },
  { name: 'Old baseline (2022)', description: 'Replaced by the security baseline', policies: [], groups: [] },
]

/** Small organizations have the first dozen; all have what their systems need. */
export function policyDescriptions({ devices }: Profile): readonly PolicyDescription[] {
  return catalogue.slice(0, Math.min(catalogue.length, Math.max(12, Math.round(8 + Math.sqrt(devices)))))
}

export const newPolicy = (index: number): PolicyDescription => policy(`New policy ${index + 1}`, 'universal', 'Lock Screen', 'Locks the screen when nobody uses the device.', { groups: [] })
