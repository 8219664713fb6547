// The commands of an organization: scripts an administrator would recognize, for Windows, macOS and Linux.

import type { GroupRole } from '../devices/device-groups.ts'
import type { Family } from '../devices/releases.ts'

export interface CommandDescription {
  readonly name: string
  readonly family: Family
  readonly description: string
  readonly script: string
  readonly launch: 'manual' | 'trigger' | 'scheduled' | 'repeated'
  readonly trigger: string
  readonly schedule: string
  readonly repeats: string
  readonly groups: readonly GroupRole[]
  /** Share of its runs that fail, and what they print then. */
  readonly failing: number
  readonly failure: string
  readonly output: string
}

interface Draft {
  readonly description?: string
  readonly trigger?: string
  /** Five fields of cron and the word that the service keeps beside them. */
  readonly every?: readonly [schedule: string, repeats: string]
  readonly groups?: readonly GroupRole[]
  readonly failing?: number
  readonly failure?: string
  readonly output?: string
}

const command = (name: string, family: Family, lines: readonly string[], draft: Draft = {}): CommandDescription => ({
  name,
  family,
  description: draft.description ?? '',
  script: lines.join('\n'),
  launch: draft.trigger ? 'trigger' : draft.every ? 'repeated' : 'manual',
  trigger: draft.trigger ?? '',
  schedule: draft.every?.[0] ?? '',
  repeats: draft.every?.[1] ?? '',
  groups: draft.groups ?? [],
  failing: draft.failing ?? 0.04,
  failure: draft.failure ?? 'Operation timed out',
  output: draft.output ?? 'done\n',
})

const commandCatalogue: readonly CommandDescription[] = [
  command('Mac – Collect FileVault state', 'darwin', ['#!/bin/bash', 'set -euo pipefail', 'state=$(fdesetup status)', 'echo "$(scutil --get ComputerName): $state"', 'diskutil apfs list | grep -E "FileVault|Capacity In Use"'], {
    description: 'Asked for by the auditors every quarter',
    every: ['0 6 1 */3 *', 'month'],
    groups: ['darwin'],
    output: 'MacBook Air: FileVault is On.\n|   FileVault:                 Yes (Unlocked)\n|   Capacity In Use By Volumes: 187.4 GB\n',
  }),
  command('Windows – Clear Teams cache', 'windows', ['$paths = "$env:APPDATA\\Microsoft\\Teams", "$env:LOCALAPPDATA\\Packages\\MSTeams_8wekyb3d8bbwe"', 'Get-Process -Name ms-teams -ErrorAction SilentlyContinue | Stop-Process -Force', 'foreach ($path in $paths) {', '  if (Test-Path $path) { Remove-Item -Path "$path\\*" -Recurse -Force -ErrorAction SilentlyContinue }', '}', 'Write-Output "Cache cleared on $env:COMPUTERNAME"'], {
    description: 'First aid when calls have no picture',
    output: 'Cache cleared on DESKTOP\n',
  }),
  command('Linux – Patch and report', 'linux', ['#!/usr/bin/env bash', 'set -eu', 'export DEBIAN_FRONTEND=noninteractive', 'apt-get update -qq', 'apt-get -y -o Dpkg::Options::="--force-confold" upgrade', '[ -f /var/run/reboot-required ] && echo "REBOOT REQUIRED" || echo "no reboot needed"'], {
    every: ['30 3 * * 0', 'week'],
    groups: ['server', 'linux'],
    failing: 0.12,
    failure: 'E: Could not get lock /var/lib/dpkg/lock-frontend. It is held by process 2217 (unattended-upgr)\n',
    output: 'Reading package lists...\nBuilding dependency tree...\n14 upgraded, 0 newly installed, 0 to remove and 3 not upgraded.\nSetting up openssl (3.0.13-0ubuntu3.6) ...\nREBOOT REQUIRED\n',
  }),
  command('Windows – Rotate local administrator password', 'windows', ['$length = 20', 'Add-Type -AssemblyName System.Web', '$secret = [System.Web.Security.Membership]::GeneratePassword($length, 4)', '$account = Get-LocalUser | Where-Object { $_.SID -like "S-1-5-*-500" }', 'Set-LocalUser -Name $account.Name -Password (ConvertTo-SecureString $secret -AsPlainText -Force)', 'Write-Output "rotated for $($account.Name) at $(Get-Date -Format s)"'], {
    every: ['0 2 * * 1', 'week'],
    groups: ['windows'],
    failing: 0.06,
    failure: 'Set-LocalUser : Access is denied.\n',
    output: 'rotated for Administrator at 2026-11-16T02:00:14\n',
  }),
  command('Mac – Uninstall old VPN client', 'darwin', ['#!/bin/zsh', 'app="/Applications/OldVPN.app"', 'if [[ -d $app ]]; then', '  launchctl bootout system /Library/LaunchDaemons/com.oldvpn.helper.plist 2>/dev/null', '  rm -rf "$app" /Library/PrivilegedHelperTools/com.oldvpn.helper', '  echo removed', 'else', '  echo "not installed"', 'fi'], { output: 'not installed\n' }),
  command('Webhook – Lost device', 'darwin', ['#!/bin/bash', 'echo "locking $(hostname) on request ${ticket:-without ticket}"', 'pmset displaysleepnow'], { trigger: 'lost-device', description: 'Started by the ticket system', output: 'locking on request SUP-2231\n' }),
  command('Windows – Disk space report', 'windows', ['Get-CimInstance Win32_LogicalDisk -Filter "DriveType=3" |', '  Select-Object DeviceID, @{n="FreeGB";e={[math]::Round($_.FreeSpace/1GB,1)}}, @{n="SizeGB";e={[math]::Round($_.Size/1GB,1)}} |', '  Format-Table -AutoSize'], {
    every: ['0 7 * * 1-5', 'week'],
    groups: ['windows', 'server'],
    output: '\nDeviceID FreeGB SizeGB\n-------- ------ ------\nC:         61.7  237.2\n',
  }),
  command('Linux – Renew TLS certificates', 'linux', ['#!/bin/sh', 'certbot renew --quiet --deploy-hook "systemctl reload nginx"', 'openssl x509 -enddate -noout -in /etc/letsencrypt/live/default/cert.pem'], { every: ['15 4 * * *', 'day'], groups: ['server'], failing: 0.2, failure: 'Attempting to renew cert (default) produced an unexpected error: connection refused. Skipping.\n', output: 'notAfter=Feb  4 03:15:08 2027 GMT\n' }),
  command('Mac – Set time zone automatically', 'darwin', ['#!/bin/bash', '/usr/bin/defaults write /Library/Preferences/com.apple.timezone.auto Active -bool true', '/usr/sbin/systemsetup -getusingnetworktime'], { output: 'Network Time: On\n' }),
  command('Windows – Join diagnostics', 'windows', ['dsregcmd /status', 'gpresult /r /scope computer | Select-String "Applied"', 'Get-WinEvent -LogName System -MaxEvents 20 | Format-List TimeCreated, Message'], { description: 'Collects what the second level asks for first', output: '+----------------------------------------------------------------------+\n| Device State                                                         |\n+----------------------------------------------------------------------+\n             AzureAdJoined : NO\n          EnterpriseJoined : NO\n              DomainJoined : YES\n' }),
  command('Linux – Who may use sudo', 'linux', ['#!/bin/bash', 'getent group sudo wheel | cut -d: -f4', 'grep -rhE "^[^#].*ALL" /etc/sudoers /etc/sudoers.d 2>/dev/null'], { groups: ['linux'], output: 'ops\n%sudo ALL=(ALL:ALL) ALL\n' }),
  command('Mac – Install Rosetta', 'darwin', ['#!/bin/bash', '[[ $(uname -m) == arm64 ]] || exit 0', 'pgrep oahd >/dev/null || softwareupdate --install-rosetta --agree-to-license'], { output: '' }),
  command('Windows – Map department drives', 'windows', ['param([string]$Department = $env:USERDOMAIN)', 'New-PSDrive -Name S -PSProvider FileSystem -Root "\\\\files\\shared" -Persist -Scope Global', 'New-PSDrive -Name T -PSProvider FileSystem -Root "\\\\files\\$Department" -Persist -Scope Global'], { failing: 0.3, failure: 'New-PSDrive : The network path was not found\n', output: 'Name Used (GB) Free (GB) Provider\n---- --------- --------- --------\nS                        FileSystem\n' }),
  command('Webhook – Onboarding finished', 'windows', ['msg * "Welcome! Your device is ready."'], { trigger: 'onboarding-finished' }),
  command('Linux – Rotate application logs', 'linux', ['#!/bin/sh', 'logrotate --force /etc/logrotate.d/app', 'journalctl --vacuum-time=14d'], { every: ['0 1 * * *', 'day'], groups: ['server'], output: 'Vacuuming done, freed 312.0M of archived journals from /var/log/journal.\n' }),
  command('Mac – Printer Second Floor', 'darwin', ['#!/bin/bash', 'lpadmin -p Floor2 -E -v ipps://print.example/floor2 -m everywhere -o printer-is-shared=false', 'lpstat -p Floor2'], { output: 'printer Floor2 is idle.  enabled since Mon 16 Nov 09:12:44 2026\n' }),
  command('zz test do not run', 'windows', ['echo test'], {}),
]

export const newCommand = (index: number): CommandDescription => command(`New command ${index + 1}`, 'linux', ['echo hello'])

/** Nobody has fewer than eight; the list grows with the fleet. */
export const commandDescriptions = (devices: number): readonly CommandDescription[] => commandCatalogue.slice(0, Math.min(commandCatalogue.length, Math.max(8, Math.round(4 + Math.sqrt(devices)))))
