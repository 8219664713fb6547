// The tables of System Insights: how many rows a device has in each, and any one of them, made when asked for.

import { dayMs, hourMs, instantFromMs, minuteMs } from '../../../shared/base/instant.ts'
import type { Random } from '../../../shared/base/random.ts'
import type { RawObject } from '../../../shared/resources/derive/row-projection.ts'
import type { DeviceFacts } from '../devices/fleet.ts'
import type { Family } from '../devices/releases.ts'
import { createPermutation, randomAt } from '../mixing.ts'
import { certificateNames, type InstalledProgram, linuxPackages, macApps, windowsPrograms, windowsServices } from './software-inventory.ts'

export interface InsightDevice {
  readonly facts: DeviceFacts
  /** The device as its own list shows it. */
  readonly raw: RawObject
  readonly owner: { readonly username: string; readonly isAdmin: boolean } | null
}

export interface InsightTable {
  readonly families: readonly Family[]
  readonly rows: (device: InsightDevice) => number
  readonly rowAt: (device: InsightDevice, place: number, random: Random) => RawObject
}

const every: readonly Family[] = ['windows', 'darwin', 'linux']
const one = (): number => 1

/** Of a list of what may be installed: the first few everywhere, the rest by the device's own choice. */
function installed(list: readonly InstalledProgram[], common: number, { facts }: InsightDevice, place: number): InstalledProgram {
  if (place < common) return list[place]!
  return list[common + createPermutation(list.length - common, facts.seed % 9_973)(place - common)]!
}

const countInstalled = (list: readonly InstalledProgram[], common: number, { facts }: InsightDevice): number => common + Math.floor((list.length - common) * (0.3 + ((facts.seed >>> 5) % 100) / 250))

const daysAgo = ({ facts }: InsightDevice, days: number): string => instantFromMs(facts.lastContactMs - days * dayMs).slice(0, 10)

export const insightTables: Readonly<Record<string, InsightTable>> = {
  os_version: {
    families: every,
    rows: one,
    rowAt: ({ facts: { release } }) => ({
      name: release.family === 'windows' ? `Microsoft Windows ${release.version}` : release.family === 'darwin' ? 'macOS' : release.os,
      version: release.numbers.join('.'),
      major: release.numbers[0],
      minor: release.numbers[1],
      patch: release.numbers[2],
      build: release.family === 'windows' ? String(release.numbers[2]) : release.revision,
      codename: release.name,
      platform: release.family === 'linux' ? release.os.toLowerCase() : release.family,
      platform_like: release.family === 'linux' ? 'debian' : release.family,
      install_date: '',
    }),
  },
  system_info: {
    families: every,
    rows: one,
    rowAt: ({ facts: { hardware }, raw }, _, random) => ({
      computer_name: raw.displayName,
      hostname: raw.hostname,
      local_hostname: raw.hostname,
      hardware_vendor: hardware.vendor,
      hardware_model: hardware.model,
      hardware_serial: hardware.serialNumber,
      hardware_version: '',
      cpu_brand: hardware.cpu,
      cpu_type: hardware.isArm ? 'arm64e' : 'x86_64',
      cpu_subtype: '',
      cpu_microcode: '',
      cpu_physical_cores: random.pick([4, 8, 10, 12]),
      cpu_logical_cores: random.pick([8, 12, 16]),
      physical_memory: String(hardware.memoryBytes),
      uuid: `${random.hex(8)}-${random.hex(4)}-4${random.hex(3)}-b${random.hex(3)}-${random.hex(12)}`.toUpperCase(),
    }),
  },
  uptime: {
    families: every,
    rows: one,
    rowAt: ({ facts: { use } }, _, random) => {
      const seconds = random.integer(600, use === 'server' ? 200 * 86_400 : 16 * 86_400)
      return { days: Math.floor(seconds / 86_400), hours: Math.floor(seconds / 3_600) % 24, minutes: Math.floor(seconds / 60) % 60, seconds: seconds % 60, total_seconds: String(seconds) }
    },
  },
  disk_encryption: {
    families: ['darwin', 'linux'],
    rows: ({ facts }) => (facts.release.family === 'darwin' ? 3 : 2),
    rowAt: ({ facts }, place, random) => {
      const isMac = facts.release.family === 'darwin'
      const isEncrypted = facts.isEncrypted && (isMac || place === 1)
      return { name: isMac ? `/dev/disk3s${place + 1}` : (['/dev/nvme0n1p2', '/dev/mapper/root'][place] ?? ''), uuid: random.hex(32), encrypted: Number(isEncrypted), type: isEncrypted ? (isMac ? 'APFS Encryption' : 'LUKS2') : '', encryption_status: isEncrypted ? 'encrypted' : 'not encrypted', uid: '', user_uuid: '' }
    },
  },
  bitlocker_info: {
    families: ['windows'],
    rows: one,
    rowAt: ({ facts }, _, random) => ({
      device_id: `\\\\?\\Volume{${random.hex(8)}-${random.hex(4)}-${random.hex(4)}}`,
      drive_letter: 'C:',
      persistent_volume_id: facts.isEncrypted ? `{${random.hex(8)}}` : '',
      conversion_status: Number(facts.isEncrypted),
      protection_status: Number(facts.isEncrypted),
      percentage_encrypted: facts.isEncrypted ? 100 : 0,
      encryption_method: facts.isEncrypted ? 'XTS-AES 128' : 'None',
    }),
  },
  apps: {
    families: ['darwin'],
    rows: (device) => countInstalled(macApps, 10, device),
    rowAt: (device, place, random) => {
      const { name, publisher, version } = installed(macApps, 10, device, place)
      return { name: `${name}.app`, display_name: name, bundle_name: name, bundle_identifier: publisher, bundle_short_version: version, bundle_version: version, bundle_executable: name, bundle_package_type: 'APPL', path: `/Applications/${name}.app`, minimum_system_version: '12.0', development_region: 'en', category: '', compiler: '', copyright: '', element: '', environment: '', info_string: '', applescript_enabled: '', last_opened_time: Math.floor(device.facts.lastContactMs / 1_000) - random.integer(0, 90 * 86_400) }
    },
  },
  programs: {
    families: ['windows'],
    rows: (device) => countInstalled(windowsPrograms, 9, device),
    rowAt: (device, place, random) => {
      const { name, publisher, version } = installed(windowsPrograms, 9, device, place)
      return { name, publisher, version, install_date: daysAgo(device, random.integer(3, 900)).replaceAll('-', ''), install_location: `C:\\Program Files\\${name.split(' ')[0]}\\`, install_source: '', language: '1033', identifying_number: `{${random.hex(8).toUpperCase()}}`, uninstall_string: 'msiexec.exe /X' }
    },
  },
  linux_packages: {
    families: ['linux'],
    rows: (device) => countInstalled(linuxPackages, 14, device),
    rowAt: (device, place, random) => {
      const { name, publisher, version } = installed(linuxPackages, 14, device, place)
      return { name, version, package_format: device.facts.release.os === 'Fedora' || device.facts.release.os === 'Rocky' ? 'rpm' : 'deb', arch: 'amd64', maintainer_or_vendor: publisher, release_or_revision: '', size: String(random.integer(40, 90_000)), install_time: Math.floor(device.facts.lastContactMs / 1_000) - random.integer(1, 400) * 86_400, package_group_or_section: 'utils', mount_namespace_id: '', pid_with_namespace: 0 }
    },
  },
  patches: {
    families: ['windows'],
    rows: ({ facts }) => 4 + (facts.seed % 9),
    rowAt: (device, place, random) => ({ hotfix_id: `KB50${String(68_000 - place * 731 - (device.facts.seed % 50)).padStart(5, '0')}`, description: place % 3 === 0 ? 'Security Update' : 'Update', caption: `http://support.microsoft.com/?kbid=50${68_000 - place * 731}`, csname: device.raw.hostname, installed_by: 'NT AUTHORITY\\SYSTEM', installed_on: daysAgo(device, place * 29 + random.integer(1, 12)), install_date: '', fix_comments: '' }),
  },
  services: {
    families: ['windows'],
    rows: () => windowsServices.length,
    rowAt: ({ facts }, place, random) => {
      const { name, publisher, version } = windowsServices[place]!
      const isStopped = name === 'Remote Registry' || (name === 'Remote Desktop Services' && facts.use === 'personal')
      return { name: publisher, display_name: name, status: isStopped ? 'STOPPED' : 'RUNNING', start_type: isStopped ? 'DISABLED' : place < 5 ? 'AUTO_START' : 'DEMAND_START', service_type: 'OWN_PROCESS', path: version, module_path: '', description: '', user_account: 'LocalSystem', pid: isStopped ? 0 : random.integer(600, 20_000), win32_exit_code: 0, service_exit_code: 0 }
    },
  },
  certificates: {
    families: ['windows', 'darwin'],
    rows: ({ facts }) => 4 + (facts.seed % 5),
    rowAt: ({ facts }, place, random) => {
      const name = certificateNames[place % certificateNames.length]!
      const isOwn = name === 'company-wifi' || name === 'localhost development'
      return { common_name: name, subject: `CN=${name}`, issuer: isOwn ? 'CN=JumpCloud Device CA' : `CN=${name}`, ca: Number(!isOwn), self_signed: Number(!isOwn), not_valid_before: instantFromMs(facts.lastContactMs - 300 * dayMs), not_valid_after: instantFromMs(facts.lastContactMs + (isOwn ? random.integer(-20, 300) : random.integer(900, 5_000)) * dayMs), signing_algorithm: 'sha256WithRSAEncryption', key_algorithm: 'rsaEncryption', key_strength: '2048', key_usage: 'Digital Signature', sha1: random.hex(40), serial: random.hex(16), path: facts.release.family === 'darwin' ? '/Library/Keychains/System.keychain' : 'LocalMachine\\My', store: 'Personal', store_location: 'LocalMachine', username: '', sid: '', store_id: '', subject_key_id: random.hex(40), authority_key_id: random.hex(40) }
    },
  },
  users: {
    families: every,
    rows: ({ owner }) => 2 + Number(owner !== null),
    rowAt: ({ facts, owner }, place) => {
      const isWindows = facts.release.family === 'windows'
      const system = isWindows ? ['Administrator', 'DefaultAccount'] : ['root', 'daemon']
      const username = place < 2 ? system[place]! : owner!.username
      const uid = isWindows ? String(500 + place * 250) : place < 2 ? String(place) : String(501 + (facts.seed % 400))
      const home = isWindows ? `C:\\Users\\${username}` : facts.release.family === 'darwin' ? `/Users/${username}` : `/home/${username}`
      return { username, uid, gid: isWindows ? '544' : '20', uid_signed: uid, gid_signed: '20', description: '', directory: place < 2 && !isWindows ? '/var/root' : home, shell: isWindows ? 'C:\\Windows\\system32\\cmd.exe' : place < 2 ? '/bin/sh' : '/bin/zsh', type: isWindows ? 'local' : '', uuid: '', real_user: place === 2, admin: place === 0 || (place === 2 && owner!.isAdmin), suspended: false, managed: place === 2, last_login: place === 2 ? instantFromMs(facts.lastContactMs - (facts.seed % 500) * minuteMs) : null, ad_managed: false }
    },
  },
  logged_in_users: {
    families: every,
    rows: ({ facts, owner }) => Number(facts.isActive && owner !== null),
    rowAt: ({ facts, owner }) => ({ user: owner!.username, tty: facts.release.family === 'windows' ? 'console' : 'ttys000', host: '', type: 'user', pid: 400 + (facts.seed % 3_000), time: Math.floor((facts.lastContactMs - (facts.seed % 9) * hourMs) / 1_000) }),
  },
  battery: {
    families: ['windows', 'darwin'],
    rows: ({ facts }) => Number(facts.hardware.isLaptop && facts.use !== 'server'),
    rowAt: ({ facts }, _, random) => ({ manufacturer: facts.hardware.vendor, model: 'bq40z651', serial_number: random.hex(10), cycle_count: random.integer(3, 900), health: random.pick(['Good', 'Good', 'Good', 'Fair', 'Poor']), condition: 'Normal', state: random.pick(['AC Power', 'Battery Power']), charged: 0, charging: 1, percent_remaining: random.integer(8, 100), designed_capacity: 4_382, max_capacity: random.integer(3_000, 4_382), current_capacity: random.integer(800, 3_000), minutes_until_empty: random.integer(30, 600), minutes_to_full_charge: random.integer(5, 120), voltage: 11_400, amperage: -900, manufacture_date: 0 }),
  },
}

export const insightRow = (name: string, table: InsightTable, device: InsightDevice, place: number): RawObject => ({
  ...table.rowAt(device, place, randomAt(device.facts.seed, name.length * 4_099 + place)),
  system_id: device.raw._id,
  collection_time: instantFromMs(device.facts.lastContactMs - (device.facts.seed % 55) * minuteMs),
})
