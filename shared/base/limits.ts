// Every bound of the program, named, with its reason. No literal bound anywhere else.

export const limits = {
  // --- calls between renderer, main, engine and vault
  /** Serialized size of one call's input. A filter with 1,000 ids fits; a pasted file does not. */
  callBytesMax: 256 * 1024,
  /** Nesting of one call's input; the deepest legitimate input is a filter tree of 8 levels. */
  callDepthMax: 12,
  callNodesMax: 10_000,
  /** A window paints at most a few panes; more in flight is a loop. */
  callsInFlightPerWindowMax: 64,
  callsPerSecondPerWindowMax: 400,
  subscriptionsPerWindowMax: 64,
  /** Malformed calls in a minute after which the window is reloaded. */
  invalidCallsPerMinuteMax: 20,
  queryDeadlineMs: 10_000,
  taskDeadlineMs: 120_000,
  /** Reading a provider asks each of its organizations once, within the pace. */
  providerReadDeadlineMs: 15 * 60_000,
  /** Adding a provider makes a file for each of its organizations: a second each for a thousand of them on a slow disk. */
  addDeadlineMs: 20 * 60_000,
  vaultDeadlineMs: 10_000,
  /** The engine starts so long after the first answer of the first view: its start would take the time in which rows are painted. */
  firstViewMs: 500,
  /** A first view that nobody asks for does not keep the engine waiting for longer. */
  firstViewUnusedMs: 3_000,
  /** The latest answers of each question that may be asked first: four panes, two pages each. */
  firstViewAnswersPerNameMax: 8,
  firstViewBytesMax: 2_000_000,
  engineStartDeadlineMs: 15_000,
  engineStopDeadlineMs: 3_000,
  engineHeartbeatMs: 5_000,
  /** The reader's process comes when the first screen is there, for which it would only be in the way. */
  readerStartMs: 1_500,
  /** How long the engine waits for the reader to let a file go. */
  readerRecallMs: 2_000,
  /** Restarts in a minute before main gives up and says so. */
  restartsPerMinuteMax: 3,
  // --- reading
  /** Rows of one page over the bridge (`architecture.md` 18.3). */
  pageRowsMax: 500,
  pageRowsDefault: 100,
  sortKeysMax: 3,
  filterDepthMax: 8,
  filterNodesMax: 200,
  /** Days that a filter may count from now: a hundred years. */
  filterDaysMax: 36_500,
  searchTextCharactersMax: 200,
  /** Ways of one object to what it is bound to; beyond them the list of the group or the application itself is the place to look. */
  bindingPathsMax: 20_000,
  /** Deleted objects that an answer about bindings still looks up by name. */
  bindingTitlesFromHistoryMax: 200,
  /** Rows of one live detail; a device with more programs than this is read in part and says so. */
  liveRowsMax: 5_000,
  /** Days of totals and measures kept for each organization: what a sparkline shows, and a little more. */
  summaryDaysKept: 40,
  trendDaysMax: 30,
  /** Words of one search over everything; more do not narrow it any further. */
  searchWordsMax: 6,
  /** Rows of one kind that are ranked for a search over everything; who wants more opens the list. */
  searchCandidatesMax: 60,
  searchHitsPerKindMax: 50,
  /** Objects looked through for one comparison of organizations, and lines of it: beyond them nobody reads. */
  matrixRowsMax: 50_000,
  matrixSettingsMax: 500,
  /** Passes looked at to begin such days from an organization's history: some months of one an hour. */
  trendPassesMax: 2_000,
  // --- the vendor's service
  /** Largest page of v1 and v2 lists that the service documents. */
  wirePageRowsMax: 100,
  /** Rows re-read at each page border to notice a list that moved (`security.md` 4.3). */
  wirePageOverlapRows: 5,
  /** Step-backs per list before the pass ends as partial. */
  wireStepBacksMax: 50,
  wireResponseBytesMax: 32 * 1024 * 1024,
  wireJsonDepthMax: 64,
  /** Objects and lists in one answer. A page of 100 rows with a thousand nested values each fits; a memory bomb does not. */
  wireJsonContainersMax: 200_000,
  wireConnectMs: 10_000,
  wireHeadersMs: 30_000,
  wireBodyMs: 60_000,
  wireTriesMax: 5,
  /** Tries when the service cannot be reached: more would only delay the word "offline". */
  wireNetworkTriesMax: 3,
  /** Refusals (429) of one request before it is given up; with doubling waits that is some minutes. */
  wireRefusalsMax: 12,
  wireRetryAfterMsMax: 15 * 60_000,
  wireBackoffMsMin: 1_000,
  wireBackoffMsMax: 30_000,
  /** Readings of a list without a stable order before it ends as partial (`security.md` 4.3). */
  wireReadingsMax: 4,
  /** Pages of one list asked for before the first of them was used: a refused page waits a second, in which 40 others may come. */
  wirePagesAheadMax: 48,
  /** Paces that the learning may reach; below one request in five seconds a pass would never end. */
  wireRatePerSecondMin: 0.2,
  wireRatePerSecondMax: 500,
  wireInFlightPerCredentialMax: 8,
  wireInFlightTotalMax: 16,
  /** Events of one page: the service's default, about a megabyte. */
  wireEventRowsMax: 1_000,
  /** A place in the list of events: a time and an id. */
  wireEventPlaceCharactersMax: 1_000,
  /** A token is renewed this long before it ends, so that no request is on its way with one that has just ended. */
  tokenEarlyMs: 30_000,
  tokenMsMax: 24 * 3_600_000,
  // --- events
  /** How long the service keeps events. */
  eventDaysKept: 90,
  /** What a first sync reads; more is read when somebody asks for it. */
  eventDaysFirst: 7,
  /** Events may be told late: every reading begins this long before the time that is missing. */
  eventOverlapMs: 2 * 60_000,
  /** One reading of events ends by itself after this long and says that it is not complete; what it read is kept. */
  eventReadingMs: 100_000,
  eventFollowMs: 15_000,
  /** Following ends when nobody has asked for it for this long. */
  eventFollowAskedMs: 60_000,
  /** How far back following begins; older gaps are read by asking for them. */
  eventFollowReachMs: 60 * 60_000,
  /** Organizations that may be followed at once. */
  eventFollowedMax: 16,
  /** Archives that stay open without being used. */
  eventArchivesIdleMax: 4,
  eventFacetsMax: 200,
  eventChangesShown: 3,
  eventValueCharactersMax: 60,
  // --- syncing
  /** Organizations synced at once; the rest wait in the queue. Each holds one history file open. */
  syncOrganizationsMax: 8,
  /** A sync that the service's limit makes wait this long gives its place to another. */
  syncLongWaitMs: 500,
  /** A wait this long makes what was read before old: the organization is named wherever numbers are shown. */
  syncHeldBackMs: 60_000,
  /** Requests that a second of waiting makes up for in the queue: one of a thousand requests waits some minutes at most. */
  syncAgeRequestsPerSecond: 4,
  /** Lists read at once for a kind that is read per object of another kind. */
  syncParentsInFlightMax: 8,
  /** What an interrupted sync had finished counts for this long; later everything is read anew. */
  syncResumeMs: 30 * 60_000,
  /** Time between two looks for organizations that are due. */
  syncAutomaticMs: 15_000,
  /** After a trouble that may pass, the first time until it is tried again; never longer than the interval of the settings. */
  syncRetryMs: 5 * 60_000,
  /** A new organization is left for so long to whoever is adding it with hundreds of others. */
  syncAddedMs: 10 * 60_000,
  /** Shortest time between two progress items. */
  syncProgressMs: 100,
  /** Time between two looks whether a full disk has space again. */
  storeFullRetryMs: 10_000,
  /** Longest time before a sync that a full disk ended is started anew. */
  storeFullRetryMsMax: 15 * 60_000,
  // --- organizations
  /** The time of a credential's last use is written down at most this often. */
  credentialUseSavedMs: 60_000,
  /** One call's input holds so many with names and marks; the largest known provider has about five hundred. */
  organizationsMax: 1_000,
  tagsPerOrganizationMax: 20,
  tagCharactersMax: 40,
  // --- windows
  windowsMax: 8,
  /** What the page writes about its panes, tabs and places. */
  layoutCharactersMax: 50_000,
  // --- comparing
  /** A reading publishes kinds in quick succession; what changed is counted when it has been quiet for this long. */
  driftSettleMs: 1_500,
  /** Objects of one side of a comparison: both sides are matched in memory. */
  compareRowsMax: 200_000,
  /** Comparisons kept while somebody pages through them. */
  comparisonsKeptMax: 4,
  /** Fields of one object shown as different; the rest are counted. */
  compareChangesShown: 50,
  // --- changing things
  /** Targets named one by one in a call: they fit its bytes and nodes. More are chosen by a question. */
  targetIdsMax: 4_000,
  /** Targets of one plan: what a person can still answer for, and an hour of requests at a usual pace. */
  planRowsMax: 20_000,
  /** New objects of one plan made from a call; an import has a way of its own. */
  newTargetsMax: 500,
  /** People whose belongings are listed by name on one page; more are several pages. */
  offboardedAtOnceMax: 50,
  /** Changes of one plan that are put together by a screen; each may be for many objects. */
  planStepsMax: 2_000,
  /** A pasted line is a name, an address or an id; a longer one is something else. */
  pastedLineCharactersMax: 320,
  /** Objects that an ambiguous line names; the total says how many there are. */
  pastedMatchesShownMax: 5,
  /** A plan older than this is made again: what was read for it is too old to be confirmed. */
  planAgeMsMax: 15 * 60_000,
  /** Changes of the copy under a plan are looked at row by row; with more rows moved than this share the plan is made again. */
  planDriftShareMax: 0.2,
  /** Targets whose eligibility a menu counts; of a larger selection it says that it looked at so many. */
  menuTargetsMax: 1_000,
  /** Up to so many targets are read from the service for the plan itself; more come from the copy and are read just before each is sent. */
  planFreshReadsMax: 100,
  /** A copy older than this is no ground for a plan (`ux.md` 3.15): the objects are read anew. */
  planCopyAgeMsMax: 24 * 60 * 60_000,
  /** Requests of one job in flight at once for one organization (GUIDE 12: at most four). */
  jobInFlightMax: 4,
  /** Shortest time between two items of progress. */
  jobProgressMs: 150,
  /** How long the shell offers Undo right after a job. */
  undoOfferedMs: 15_000,
  /** Readings after a change before its outcome is called unknown; the service needs a moment to show what it did. */
  verifyTriesMax: 4,
  verifyWaitMs: 400,
  /** Times that a change is sent again after a reading that shows that it was not carried out. */
  changeResendsMax: 2,
  reasonCharactersMax: 500,
  ticketCharactersMax: 100,
  draftsMax: 2_000,
  jobsListedMax: 200,
  ledgerLinesPerPageMax: 500,
  /** Lines after which the ledger's head is noted outside its file; a cut tail shows from there on. */
  ledgerWitnessLines: 20,
  // --- bringing people in
  /** A list of people of 100,000 rows is some 20 MB. */
  importFileBytesMax: 64 * 1024 * 1024,
  /** One part of a workbook, unpacked: more is a mistake, or meant to fill the memory. */
  importUnpackedBytesMax: 256 * 1024 * 1024,
  importRowsMax: 200_000,
  importColumnsMax: 200,
  /** What is pasted is part of one call; in three bytes a character it still fits. Larger lists are files. */
  pastedCharactersMax: 60_000,
  importCellCharactersMax: 2_000,
  /** Tables kept until they are run or left; the oldest is forgotten. */
  importsKeptMax: 4,
  /** Rows that one decision names. */
  importDecisionsMax: 1_000,
  /** Groups and directories that new people get in one plan. */
  assignedTargetsMax: 50,
  // --- the store
  writeRowsMax: 1_000,
  writeSliceMs: 250,
  statementRowsMax: 100,
  /** Objects hashed or projected in one go: about two milliseconds, which a window that asks meanwhile waits for. */
  objectsInOneGo: 25,
  /** A sync stands back this long for one answer to a window; then it goes on beside it. */
  readersFirstMs: 100,
  /** Somebody scrolls or types as long as answers are no further apart than this; a sync then pauses as long as its last piece took, at most so long. */
  readersActiveMs: 200,
  readersPauseMs: 5,
  historyFilesOpenMax: 16,
  quarantineRowsPerRunMax: 1_000,
  /** Kept of one object that could not be read: enough to see why, not enough to fill the disk. */
  quarantineCharactersMax: 20_000,
  /** A row of 2 kB wastes half of each page of the default 4 KiB (`performance.md` 3a). */
  databasePageBytes: 16 * 1024,
  databaseBusyMs: 5_000,
  /** A restarted engine waits this long for the one before it to let go. */
  storeLockMs: 2_000,
  /** One history file; sixteen may be open. */
  databaseCacheKiB: 4 * 1024,
  /** The projection's writer and readers: search over a million rows wants its index at hand. */
  projectionCacheKiB: 64 * 1024,
  /** A write-ahead log beyond this is cut back after its content has been moved. */
  databaseLogBytesMax: 64 * 1024 * 1024,
  /** Prepared statements kept per connection; the registry's kinds times the statements of one kind. */
  databaseStatementsMax: 200,
  /** First loads below this do not pay for dropping and building the indexes of a list. */
  bulkRowsMin: 5_000,
  /** Memory for putting the search index of one transaction in order. */
  searchBuildBytes: 64 * 1024 * 1024,
  /** Staged objects that running syncs remember until they are published (about 6 kB each). */
  stagedObjectsKeptMax: 10_000,
  /** Content hashes of one kind that a sync holds in memory (about 100 bytes each); beyond them it asks per page. */
  hashesKeptMax: 250_000,
  hashesPerSlice: 2_500,
  /** Rows of a list that are read straight from an index; beyond them its order is worked out once and kept. */
  directRowsMax: 2_000,
  /** Orders kept: at most so many, and fewer when they are long; the smallest number is always kept. */
  rankTablesMax: 12,
  rankTablesMin: 2,
  rankRowsMax: 3_000_000,
  countsKeptMax: 200,
  /** Rows of a kind up to which a narrowed list is counted with its first page; more are counted beside it, in pieces of as many. */
  countPieceRows: 20_000,
  countCacheKiB: 16 * 1024,
  /** Bound values per statement that SQLite takes. */
  statementParametersMax: 32_766,
  // --- secrets
  keyCharactersMin: 16,
  keyCharactersMax: 512,
  rootKeyBytes: 32,
  /** A pasted key whose check was neither saved nor discarded is wiped after this long. */
  heldKeyMs: 15 * 60_000,
  vaultStopDeadlineMs: 1_000,
  /** Entries of the keychain library that may wait for their release; each holds a connection to the bus, which allows 256. */
  keychainEntriesOpenMax: 64,
  /** A vault that hangs in its keychain still has this long to give its successor what lives in memory only. */
  vaultHandOverMs: 500,
  /** A password prompt of the system stays open this long after the call behind it was given up. */
  vaultPromptMs: 120_000,
  // --- files
  exportRowsMax: 2_000_000,
  /** Cells of one workbook: it is put together in memory and in one go, which takes some seconds for so many. */
  workbookCellsMax: 500_000,
  /** Characters that a cell of a workbook can hold. */
  workbookCellCharactersMax: 32_767,
  /** Lines that tell of ordinary calls are written together. */
  logLinesWaitMs: 200,
  logFileBytesMax: 2 * 1024 * 1024,
  logFilesMax: 3,
} as const
