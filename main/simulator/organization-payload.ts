// An organization's record: the short row of the list and the full object with its settings.

import { dayMs, instantFromMs } from '../../shared/base/instant.ts'
import type { RawObject } from '../../shared/resources/derive/row-projection.ts'
import type { Profile } from './profile.ts'

export function organizationRow(id: string, profile: Profile, createdMs: number): RawObject {
  return { _id: id, id, displayName: profile.displayName, logoUrl: null, created: instantFromMs(createdMs) }
}

/** What an organization pays for; a small plan lacks the event log, a trial is not bought yet. */
function products({ users, story }: Profile): RawObject[] {
  const product = (name: string, productCode: string, productCategory: string, pricePerUser: number) => ({
    name,
    productCode,
    productCategory,
    committedUsers: users,
    uncommittedUsers: 0,
    maxUserCount: users,
    pricePerUser,
    contractType: 'annual',
  })
  return story.hasEventLog ? [product('JumpCloud Platform', 'JCPlatform', 'Platform', 19), product('Directory Insights Premium', 'DirectoryInsightsPremium', 'Add-on', 2)] : [product('Device Management', 'DeviceManagement', 'Package', 9)]
}

export function organizationRecord(row: RawObject, profile: Profile, provider: string | null, nowMs: number): RawObject {
  const entitlementProducts = products(profile)
  return {
    ...row,
    accessRestriction: 'none',
    customEmailSettings: { enabled: profile.users > 100 },
    entitlement: {
      billingModel: 'PLATFORM',
      capUserQuantity: false,
      isManuallyBilled: true,
      maxUserQuantity: Math.ceil((profile.users * 1.2) / 10) * 10,
      pricePerUserSum: entitlementProducts.reduce((sum, { pricePerUser }) => sum + Number(pricePerUser), 0),
      purchaseChannel: provider === null ? 'DIRECT' : 'MSP',
      entitlementProducts,
    },
    hasCreditCard: false,
    hasStripeCustomerId: false,
    lastEstimateCalculationTimeStamp: instantFromMs(nowMs - dayMs),
    provider,
    settings: settingsOf(profile, String(row.created)),
    totalBillingEstimate: entitlementProducts.reduce((sum, { pricePerUser }) => sum + Number(pricePerUser), 0) * profile.users,
  }
}

function settingsOf(profile: Profile, created: string): RawObject {
  const { problems, story } = profile
  const isNeglected = problems.withoutMfa > 0.4
  const hasDirectory = (type: string) => story.directories.some((plan) => plan.type === type)
  const state = isNeglected ? 'ACTIVATED' : 'STAGED'
  return {
    agentVersion: '1.214.0',
    betaFeatures: {},
    chromeDTCEnabled: false,
    contactEmail: `it@${profile.domain}`,
    contactName: 'IT Department',
    deviceIdentificationEnabled: story.isAttacked,
    disableCommandRunner: false,
    disableGoogleLogin: !hasDirectory('g_suite'),
    disableLdap: !hasDirectory('ldap_server'),
    disableUM: false,
    duplicateLDAPGroups: false,
    emailDisclaimer: profile.users > 100 ? `${profile.name} will never ask for your password.` : '',
    enableGoogleApps: hasDirectory('g_suite'),
    enableManagedUID: false,
    enableO365: hasDirectory('office_365'),
    enableUserPortalAgentInstall: false,
    features: {
      directoryInsights: { enabled: story.hasEventLog },
      directoryInsightsPremium: { enabled: story.hasEventLog, createdAt: created, updatedAt: created },
      systemInsights: { enabled: true, enableNewDarwin: true, enableNewLinux: !isNeglected, enableNewWindows: true, createdAt: created, updatedAt: created },
    },
    growthData: {},
    logo: '',
    maxSystemUsers: Math.ceil((profile.users * 1.2) / 10) * 10,
    name: profile.name,
    newSystemUserStateDefaults: { applicationImport: 'STAGED', csvImport: state, manualEntry: state },
    passwordCompliance: 'custom',
    passwordPolicy: organizationPasswordPolicy(profile),
    pendingDelete: false,
    requireAdminMFA: !isNeglected,
    showIntro: false,
    systemUserDefaults: { restrictedFields: [] },
    systemUserPasswordExpirationInDays: 90,
    systemUsersCanEdit: true,
    userPortal: { idleSessionDurationMinutes: isNeglected ? 43_200 : 60, cookieExpirationType: isNeglected ? 'date' : 'session' },
    windowsMDM: { enabled: profile.devices > 60, autoEnroll: false },
  }
}

/** What everybody's passwords must be like, in an organization that takes care and in one that does not. */
export function organizationPasswordPolicy({ problems }: Profile): RawObject {
  const isNeglected = problems.withoutMfa > 0.4
  return { ...newOrganizationPasswordPolicy, minLength: isNeglected ? 8 : 12, needsSymbolic: !isNeglected, enableMaxHistory: !isNeglected, disallowCommonlyUsedPasswords: !isNeglected }
}

// The defaults of a new organization, as the service logged them; passwords here expire.
const newOrganizationPasswordPolicy = {
  allowUnenrolledMFAPasswordReset: false,
  allowUsernameSubstring: false,
  daysAfterExpirationToSelfRecover: -1,
  daysBeforeExpirationToForceReset: 10,
  disallowSequentialOrRepetitiveChars: false,
  displayComplexityOnResetScreen: true,
  enableDaysAfterExpirationToSelfRecover: true,
  enableDaysBeforeExpirationToForceReset: false,
  enableLockoutTimeInSeconds: true,
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
  needsLowercase: true,
  needsNumeric: true,
  needsUppercase: true,
  passwordExpirationInDays: 90,
  resetLockoutCounterMinutes: 30,
}
