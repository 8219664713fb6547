// The operating systems of a fleet: what each release is called on the wire, and how usual it is.

import type { RawObject } from '../../../shared/resources/derive/row-projection.ts'
import { createChoice } from '../mixing.ts'
import type { Trade } from '../workplaces.ts'

export type Family = 'windows' | 'darwin' | 'linux'

export interface Release {
  readonly family: Family
  /** The wire's `os`. */
  readonly os: string
  /** The wire's `version`: an edition on Windows, a number elsewhere. */
  readonly version: string
  readonly name: string
  readonly numbers: readonly [major: number, minor: number, patch: number]
  /** Build or kernel. */
  readonly revision: string
  readonly isServer: boolean
  /** No security updates any more at the estate's present. */
  readonly isOutdated: boolean
}

const windows = (name: string, edition: string, build: number, update: number, isOutdated = false, isServer = false): Release => ({
  family: 'windows',
  os: 'Windows',
  version: edition,
  name,
  numbers: [10, 0, build],
  revision: String(update),
  isServer,
  isOutdated,
})
const mac = (name: string, numbers: Release['numbers'], revision: string, isOutdated = false): Release => ({
  family: 'darwin',
  os: 'Mac OS X',
  version: numbers.join('.').replace(/\.0$/, ''),
  name,
  numbers,
  revision,
  isServer: false,
  isOutdated,
})
const linux = (os: string, name: string, numbers: Release['numbers'], revision: string, isServer: boolean, isOutdated = false): Release => ({
  family: 'linux',
  os,
  version: `${numbers[0]}.${String(numbers[1]).padStart(2, '0')}`.replace(/\.00$/, ''),
  name,
  numbers,
  revision,
  isServer,
  isOutdated,
})

const chooseWorkstation: Readonly<Record<Family, (share: number) => Release>> = {
  windows: createChoice([
    [windows('25H2', '11 Pro', 26_200, 7_171), 38],
    [windows('24H2', '11 Pro', 26_100, 6_905), 26],
    [windows('24H2', '11 Enterprise', 26_100, 6_905), 12],
    [windows('23H2', '11 Pro', 22_631, 5_909, true), 8],
    [windows('22H2', '10 Pro', 19_045, 6_456, true), 14],
    [windows('21H2', '10 Enterprise', 19_044, 6_456, true), 2],
  ]),
  darwin: createChoice([
    [mac('Tahoe', [26, 1, 0], '25B78'), 40],
    [mac('Tahoe', [26, 0, 1], '25A362'), 14],
    [mac('Sequoia', [15, 7, 2], '24G325'), 24],
    [mac('Sequoia', [15, 5, 0], '24F74'), 8],
    [mac('Sonoma', [14, 8, 2], '23J126'), 9],
    [mac('Ventura', [13, 7, 8], '22H730', true), 4],
    [mac('Monterey', [12, 7, 6], '21H1320', true), 1],
  ]),
  linux: createChoice([
    [linux('Ubuntu', 'Noble Numbat', [24, 4, 3], '6.8.0-87-generic', false), 46],
    [linux('Ubuntu', 'Jammy Jellyfish', [22, 4, 5], '5.15.0-161-generic', false), 24],
    [linux('Ubuntu', 'Focal Fossa', [20, 4, 6], '5.4.0-216-generic', false, true), 8],
    [linux('Fedora', 'Workstation Edition', [42, 0, 0], '6.17.4-200.fc42.x86_64', false), 12],
    [linux('Debian', 'bookworm', [12, 0, 0], '6.1.0-40-amd64', false), 10],
  ]),
}

const chooseServer = createChoice([
  [windows('21H2', 'Server 2022 Standard', 20_348, 4_294, false, true), 34],
  [windows('1809', 'Server 2019 Standard', 17_763, 7_919, false, true), 14],
  [linux('Ubuntu', 'Jammy Jellyfish', [22, 4, 5], '5.15.0-161-generic', true), 26],
  [linux('Rocky', 'Blue Onyx', [9, 6, 0], '5.14.0-570.el9.x86_64', true), 16],
  [linux('CentOS', 'Core', [7, 9, 0], '3.10.0-1160.el7.x86_64', true, true), 10],
])

/** Shares of Windows, macOS and Linux on the desks of each trade. */
const desks: Readonly<Record<Trade, readonly [number, number, number]>> = {
  health: [78, 21, 1],
  manufacturing: [84, 10, 6],
  logistics: [80, 17, 3],
  food: [70, 30, 0],
  research: [30, 42, 28],
  software: [16, 66, 18],
  shipping: [74, 22, 4],
  education: [40, 56, 4],
}

export function releaseOf(trade: Trade, isServer: boolean, share: number, releaseShare: number): Release {
  if (isServer) return chooseServer(releaseShare)
  const [windowsShare, macShare] = desks[trade]
  return chooseWorkstation[share * 100 < windowsShare ? 'windows' : share * 100 < windowsShare + macShare ? 'darwin' : 'linux'](releaseShare)
}

export function versionDetail({ family, os, name, numbers: [major, minor, patch], revision }: Release): RawObject {
  return {
    osName: family === 'darwin' ? 'macOS' : os,
    releaseName: name,
    major: String(major),
    minor: String(minor),
    patch: String(patch),
    majorNumber: major,
    minorNumber: minor,
    patchNumber: patch,
    revision,
    distributionName: family === 'linux' ? os : '',
    version: family === 'windows' ? `${major}.${minor}.${patch}.${revision}` : `${major}.${minor}.${patch}`,
  }
}
