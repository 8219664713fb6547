// An organization's record: the short row of the list and the full object with its settings.

import { instantFromMs } from '../../shared/base/instant.ts'
import type { RawObject } from '../../shared/resources/derive/row-projection.ts'
import type { Profile } from './profile.ts'

export function organizationRow(id: string, profile: Profile, createdMs: number): RawObject {
  return { _id: id, id, displayName: profile.displayName, logoUrl: null, created: instantFromMs(createdMs) }
}

export function organizationRecord(row: RawObject, profile: Profile, provider: string | null): RawObject {
  const created = row.created
  return {
    ...row,
    entitlement: {
      billingModel: 'PLATFORM',
      maxUserQuantity: Math.ceil((profile.users * 1.2) / 10) * 10,
      entitlementProducts: [
        { name: 'Platform', productCode: 'JCPlatform', productCategory: 'Platform', committedUsers: profile.users, uncommittedUsers: 0, maxUserCount: profile.users, pricePerUser: 0, contractType: 'annual' },
      ],
    },
    hasCreditCard: false,
    provider,
    settings: {
      contactEmail: `it@${profile.domain}`,
      contactName: 'IT Department',
      deviceIdentificationEnabled: false,
      disableGoogleLogin: false,
      disableLdap: false,
      enableManagedUID: false,
      features: {
        directoryInsights: { enabled: true },
        directoryInsightsPremium: { enabled: false, createdAt: created, updatedAt: created },
        systemInsights: { enabled: true, enableNewDarwin: true, enableNewLinux: true, enableNewWindows: true, createdAt: created, updatedAt: created },
      },
      name: profile.name,
      newSystemUserStateDefaults: { applicationImport: 'STAGED', csvImport: 'STAGED', manualEntry: 'STAGED' },
      passwordCompliance: 'custom',
      passwordPolicy,
      requireAdminMFA: true,
      systemUserPasswordExpirationInDays: 90,
      systemUsersCanEdit: true,
      userPortal: { idleSessionDurationMinutes: 60, cookieExpirationType: 'session' },
    },
    totalBillingEstimate: 0,
  }
}

// The defaults of a new organization, as the service logged them.
const passwordPolicy = {
  allowUsernameSubstring: false,
  daysAfterExpirationToSelfRecover: -1,
  daysBeforeExpirationToForceReset: 10,
  enableDaysAfterExpirationToSelfRecover: true,
  enableDaysBeforeExpirationToForceReset: false,
  enableLockoutTimeInSeconds: true,
  enableMaxHistory: false,
  enableMaxLoginAttempts: true,
  enableMinChangePeriodInDays: false,
  enableMinLength: true,
  enablePasswordExpirationInDays: true,
  enableRecoveryEmail: false,
  enableResetLockoutCounter: false,
  lockoutTimeInSeconds: 600,
  maxHistory: 3,
  maxLoginAttempts: 6,
  minChangePeriodInDays: 0,
  minLength: 8,
  needsLowercase: true,
  needsNumeric: true,
  needsSymbolic: true,
  needsUppercase: true,
  passwordExpirationInDays: 90,
  resetLockoutCounterMinutes: 30,
}
