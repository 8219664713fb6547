// What the Electron underneath can do: the only place with version checks.

import { app } from 'electron'

/** Majors that get security fixes, by hand from the vendor's release page (2026-11). */
const supportedMajors = [43, 44, 45]

export const isRuntimeSupported = (version = process.versions.electron ?? '0'): boolean =>
  supportedMajors.includes(Number.parseInt(version, 10)) || Number.parseInt(version, 10) > Math.max(...supportedMajors)

/** Hooks for tests and for running by hand exist only in a build that is not packaged. */
export const developmentValue = (name: 'ORGDECK_PROFILE' | 'ORGDECK_SIMULATOR' | 'ORGDECK_TEST_CLOCK'): string | undefined =>
  app.isPackaged ? undefined : process.env[name] || undefined
