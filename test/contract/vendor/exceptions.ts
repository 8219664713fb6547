// Where the service on the wire differs from its own documents. Every entry must be needed; one that is not fails the test.

export interface Exception {
  readonly operation: string
  /** Place in the answer; `*` stands for an index. */
  readonly path: string
  readonly reason: string
  readonly source: string
}

/** Values that the documents do not allow. */
export const valueExceptions: readonly Exception[] = [
  {
    operation: 'systemusers_list',
    path: '/results/*/employeeIdentifier',
    reason: 'null when the user has none; the document says string',
    source: 'recording of 2021, examples/v1-systemusers-list.json',
  },
  {
    operation: 'search_systemusers_post',
    path: '/results/*/employeeIdentifier',
    reason: 'null when the user has none; the document says string',
    source: 'recording of 2021, examples/v1-systemusers-list.json',
  },
  {
    operation: 'systemusers_get',
    path: '/employeeIdentifier',
    reason: 'null when the user has none; the document says string',
    source: 'recording of 2021, examples/v1-systemusers-list.json',
  },
  {
    operation: 'organization_list',
    path: '/results/*/displayName',
    reason: 'null for an organization that nobody named; the document says string',
    source: 'recording of 2021, examples/v1-organizations-list.json',
  },
  {
    operation: 'organizations_get',
    path: '/displayName',
    reason: 'null for an organization that nobody named; the document says string',
    source: 'recording of 2021, examples/v1-organizations-list.json',
  },
]

/** Fields of the registry that the documents do not declare. */
export const fieldExceptions: Readonly<Record<string, { readonly reason: string; readonly source: string }>> = {
  'organization.created': { reason: 'on the wire in the list', source: 'recordings of 2021 and 2023, examples/v1-organizations-list*.json' },
  'directory.oAuthStatus.errorMessage': { reason: 'the document has an object without fields', source: 'test data of the vendor’s own tool, examples/v2-directories-list.json' },
}

/** Routes that are not in the documents at all, or as empty items only. */
export const pathExceptions: Readonly<Record<string, { readonly reason: string; readonly source: string }>> = {
  '/users': { reason: 'an empty item; the vendor’s tools list administrators with it', source: 'TheJumpCloud/jc-cli internal/cmd/admins.go; PowerShell Get-JCAdmin' },
  '/users/getSelf': { reason: 'an empty item; the vendor’s tools ask it who a key belongs to', source: 'PowerShell Set-JCOrganization' },
  '/passwordpolicies': { reason: 'the document has writing only; the vendor’s tool reads it', source: 'TheJumpCloud/jc-cli internal/pwpolicy, examples/v2-passwordpolicies-list.json' },
}

const withoutHeader = {
  reason: 'the answer depends on the organization and an administrator of several must name it; the document leaves the header out',
  source: 'v2 info text: 401 without the header for administrators of several organizations',
}

const inSecurity = { reason: 'declared as security instead of as a parameter', source: 'insights document, securitySchemes' }

/** Operations that need the organization header although the documents do not declare it. */
export const headerExceptions: Readonly<Record<string, { readonly reason: string; readonly source: string }>> = {
  AggregatedPolicyResults_Get: withoutHeader,
  AlertOccurrencesService_ListAlertOccurrences: withoutHeader,
  AlertsService_GetAlert: withoutHeader,
  AlertsService_GetAlertStats: withoutHeader,
  AlertsService_ListAlerts: withoutHeader,
  Devices_GetDevice: withoutHeader,
  Devices_GetDeviceAndroidPolicy: withoutHeader,
  Devices_ListDevices: withoutHeader,
  Domains_List: withoutHeader,
  Enterprises_ListEnterprises: withoutHeader,
  Gapps_Domains_List: withoutHeader,
  Policy_GetByID: withoutHeader,
  Policy_Get: withoutHeader,
  Policy_GetByUserGroup: withoutHeader,
  commands_getResults: withoutHeader,
  directoryInsights_eventsPost: inSecurity,
  directoryInsights_eventsCountPost: inSecurity,
  directoryInsights_eventsDistinctPost: inSecurity,
  directoryInsights_eventsIntervalPost: inSecurity,
  featureTrials_getFeatureTrials: withoutHeader,
  gsuites_listImportJumpcloudUsers: withoutHeader,
  gsuites_listImportUsers: withoutHeader,
  office365s_listImportUsers: withoutHeader,
  subscriptions_get: { reason: 'the price list is the same for everybody; a client sends the header as everywhere', source: 'v2 document: no security and no header' },
  translationRules_gSuiteList: withoutHeader,
  translationRules_office365List: withoutHeader,
}

/** Values of choices that the documents do not list. */
export const choiceExceptions: Readonly<Record<string, { readonly reason: string; readonly source: string }>> = {}

/** What a request sends although the documents say otherwise, by the words in which the test says it. Lists that are not published at all are in `pathExceptions`. */
export const requestExceptions: Readonly<Record<string, { readonly reason: string; readonly source: string }>> = {
  'directoryInsights_eventsPost: body /search_after/* must be object': {
    reason: 'the schema says objects; the place that the service hands out is a time and an id',
    source: 'insights document, info text; examples/di-query-next-page.json, examples/di-response-headers.json',
  },
  ...Object.fromEntries(
    ['sort', 'limit', 'skip'].map((name) => [
      `search_commandresults_post: ${name} is not declared in the body`,
      { reason: 'the window and order of a search stand in its body; in the query, where the document has them, the service ignores them', source: 'guide 3.2: TheJumpCloud/jcapi-powershell ApiTransform.ps1, PowerShell Get-JCUser' },
    ]),
  ),
}

/** What the guide's table of console actions reads and this console reads in another way. */
export const readExceptions: Readonly<Record<string, { readonly reason: string; readonly source: string }>> = {
  'v1 POST /search/systemusers': { reason: 'people are searched, filtered and counted in the copy, which holds all of them, says its age and answers without a connection', source: 'architecture 6: one list per organization, everything else is worked out from it' },
  'v1 POST /search/systems': { reason: 'devices are searched in the copy, like people', source: 'architecture 6' },
  'v1 GET /commandresults': { reason: 'results are asked for by command and by device, which this list has no filter for', source: 'guide 12: “the list has no filter parameter (use POST /search/commandresults)”' },
  'v2 GET /alerts-stats': { reason: 'open alerts are counted in the copy of the alerts, with its age', source: 'architecture 6' },
  'insights POST /events/count': { reason: 'events are counted in the archive, which also knows which spans it has not read', source: 'architecture 6' },
  'v2 GET /bulk/users/{jobId}/results': { reason: 'a job says what it meant to do; what became of each person is read from the person', source: 'guide 5.3; security: an outcome is what reading again shows' },
}

/** Writes that are not in the documents at all. */
export const writeExceptions: Readonly<Record<string, { readonly reason: string; readonly source: string }>> = {}

/** Writes that need the organization header although the documents leave it out. */
export const writeHeaderExceptions: typeof headerExceptions = {
  AlertsService_UpdateAlertStatus: withoutHeader,
  commands_run: withoutHeader,
  systemusers_state_activate: withoutHeader,
  systemusers_state_suspend: withoutHeader,
}

const sentByVendor = { reason: 'the vendor’s own tool sends it, and no document has it', source: 'TheJumpCloud/support, PowerShell Set-JCSystem' }

const emptyIdentifier = { reason: 'null when the user has none; the document says string', source: 'recording of 2021, examples/v1-systemusers-list.json' }

/** What is in the body of a request, or in an answer to it, although the documents say otherwise; by the words in which the test says it. */
export const bodyExceptions: Readonly<Record<string, { readonly reason: string; readonly source: string }>> = {
  'PUT v1 /systems/{}: body has systemInsights': sentByVendor,
  'PUT v1 /systems/{}: body has primarySystemUser.id': sentByVendor,
  'POST v1 /systemusers: answer /employeeIdentifier must be string': emptyIdentifier,
  'PUT v1 /systemusers/{}: answer /employeeIdentifier must be string': emptyIdentifier,
  'POST v1 /systemusers/{}/state/activate: body /email must be object': { reason: 'a switch or an address; the type of the schema contradicts its own examples', source: 'v1 document, description and examples of systemusers_state_activate' },
}
