// The software that an organization installs on its devices (v2 /softwareapps), with settings per package manager.

import { instantFromMs } from '../../../shared/base/instant.ts'
import type { RawObject } from '../../../shared/resources/derive/row-projection.ts'
import type { GroupRole } from '../devices/device-groups.ts'
import type { Family } from '../devices/releases.ts'

export interface SoftwareDescription {
  readonly name: string
  readonly family: Family
  readonly packageId: string
  readonly packageManager: string
  readonly version: string
  readonly isAutoUpdated: boolean
  readonly groups: readonly GroupRole[]
}

const app = (name: string, family: Family, packageManager: string, packageId: string, version: string, groups: readonly GroupRole[], isAutoUpdated = true): SoftwareDescription => ({ name, family, packageManager, packageId, version, isAutoUpdated, groups })

export const softwareCatalogue: readonly SoftwareDescription[] = [
  app('Google Chrome', 'windows', 'CHOCOLATEY', 'googlechrome', '142.0.7444.163', ['windows']),
  app('Firefox', 'windows', 'WINGET', 'Mozilla.Firefox', '145.0.1', ['windows']),
  app('Slack', 'darwin', 'APPLE_VPP', '803453959', '4.46.101', ['darwin']),
  app('1Password', 'darwin', 'APPLE_CUSTOM', 'com.1password.1password', '8.11.20', ['darwin']),
  app('7-Zip', 'windows', 'CHOCOLATEY', '7zip', '25.1.0', ['windows'], false),
  app('Zoom', 'darwin', 'APPLE_CUSTOM', 'us.zoom.xos', '6.6.6', ['darwin', 'shared']),
  app('Visual Studio Code', 'windows', 'WINGET', 'Microsoft.VisualStudioCode', '1.106.1', []),
  app('Acrobat Reader', 'windows', 'CHOCOLATEY', 'adobereader', '2025.1.20844', ['windows', 'shared'], false),
  app('Numbers', 'darwin', 'APPLE_VPP', '409203825', '14.4', []),
  app('Notepad++', 'windows', 'CHOCOLATEY', 'notepadplusplus', '8.8.7', ['pilot']),
  app('Rectangle', 'darwin', 'APPLE_CUSTOM', 'com.knollsoft.Rectangle', '0.90', []),
  app('Paint.NET', 'windows', 'CHOCOLATEY', 'paint.net', '5.1.11', [], false),
]

export const newSoftware = (index: number): SoftwareDescription => app(`New app ${index + 1}`, 'windows', 'CHOCOLATEY', `package-${index}`, '1.0.0', [])

export function softwarePayload(software: SoftwareDescription, id: string, organization: string, createdMs: number, changedMs: number): RawObject {
  const [created, changed] = [instantFromMs(createdMs), instantFromMs(changedMs)]
  return {
    id,
    organization,
    displayName: software.name,
    createdAt: created,
    updatedAt: changed,
    settings: [
      {
        packageId: software.packageId,
        packageManager: software.packageManager,
        packageVersion: software.version,
        desiredState: 'INSTALLED',
        autoUpdate: software.isAutoUpdated,
        allowUpdateDelay: false,
        location: '',
        locationObjectId: '',
        createdAt: created,
        updatedAt: changed,
        ...(software.packageManager === 'APPLE_VPP' ? { appleVpp: { assignedLicenses: 38, availableLicenses: 12, totalLicenses: 50, isConfigEnabled: false, supportedDeviceFamilies: ['MAC'] } } : {}),
      },
    ],
  }
}
