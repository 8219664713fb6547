// The closed list of operating errors: text for people and what may be done next. `security.md` (d) is the source.
// Placeholders in braces are filled from `detail`; `{organization}` is the name with its id where one is known.

/** Whether trying the same thing again can help: never, only after the operator acted, or by itself. */
export type RetryClass = 'never' | 'operator' | 'automatic'

interface ErrorText {
  /** What happened, in one sentence. */
  readonly what: string
  /** What stayed safe. */
  readonly safe: string
  /** What to do now. */
  readonly next: string
  readonly retry: RetryClass
}

const define = <T extends Record<string, ErrorText>>(codes: T): { readonly [K in keyof T]: ErrorText } => codes

export const errorCodes = define({
  // --- keys at enrolment
  'key.format': {
    what: 'That does not look like a JumpCloud API key (expected {minimum} to {maximum} printable characters without spaces).',
    safe: 'Nothing was saved.',
    next: 'Copy the key again from the administrator menu of the JumpCloud console.',
    retry: 'operator',
  },
  'key.rejected': {
    what: 'JumpCloud refused this key in the region {region}.',
    safe: 'Nothing was saved.',
    next: 'Check that the key is complete and that the organization lives in this region; a key of one region is useless in another.',
    retry: 'operator',
  },
  'key.organization-present': {
    what: 'This key belongs to {organization}, which is already here.',
    safe: 'Nothing was changed.',
    next: 'To use the new key for it, choose “Replace key” in the settings of that organization.',
    retry: 'never',
  },
  'key.organization-other': {
    what: 'This key belongs to another organization than {organization}.',
    safe: 'The saved key was not replaced.',
    next: 'Paste a key of {organization}, or add the other organization by itself.',
    retry: 'operator',
  },
  'key.organizations-missing': {
    what: 'This key does not open {organization}{others}, which the saved one opened.',
    safe: 'The saved key was not replaced.',
    next: 'Use the key of an administrator who may enter all of them, or remove the others from this computer first.',
    retry: 'operator',
  },
  'key.nothing-to-read': {
    what: 'JumpCloud accepted this key, but it opens no organization.',
    safe: 'Nothing was saved.',
    next: 'Let an administrator of the provider give its owner access to organizations, then check it again.',
    retry: 'operator',
  },
  'key.region-undocumented': {
    what: 'JumpCloud documents where service accounts get their tokens for the United States only, not for the region {region}.',
    safe: 'The secret was not sent anywhere.',
    next: 'Use the API key of an administrator in this region.',
    retry: 'never',
  },
  'key.ticket': {
    what: 'The checked key is no longer held.',
    safe: 'Nothing was saved.',
    next: 'Paste the key again.',
    retry: 'operator',
  },
  'key.revoked': {
    what: '{organization} no longer accepts the saved key.',
    safe: 'The data already read stays readable; changes are off.',
    next: 'Replace the key in the settings of the organization.',
    retry: 'operator',
  },
  'key.clipboard-empty': {
    what: 'The clipboard holds no text.',
    safe: 'Nothing was saved.',
    next: 'Copy the key first, then choose “Use clipboard” again.',
    retry: 'operator',
  },
  'key.runtime-out-of-support': {
    what: 'This runtime (Electron {version}) no longer gets security fixes, so real keys are not accepted on it.',
    safe: 'Nothing was saved.',
    next: 'Install a current build of OrgDeck; the demo estate works here.',
    retry: 'never',
  },
  // --- the keychain
  'keychain.locked': {
    what: 'Your system keychain is locked.',
    safe: 'No key was changed.',
    next: 'Unlock it and choose Retry.',
    retry: 'operator',
  },
  'keychain.timeout': {
    what: 'The system keychain did not answer within {seconds} s.',
    safe: 'No key was changed.',
    next: 'Look for a waiting password prompt of the system, then choose Retry.',
    retry: 'operator',
  },
  'keychain.absent': {
    what: 'This system offers no keychain.',
    safe: 'Nothing was written anywhere.',
    next: 'Keys can be kept for this session only; they are forgotten when OrgDeck closes.',
    retry: 'operator',
  },
  'keychain.denied': {
    what: 'The system refused access to the saved keys.',
    safe: 'No key was changed.',
    next: 'Allow OrgDeck in the keychain settings of the system, then choose Retry.',
    retry: 'operator',
  },
  'keychain.missing-item': {
    what: 'The saved key of {organization} is not in the keychain of this operating-system user.',
    safe: 'OrgDeck did not delete it; the data already read stays readable.',
    next: 'Enter the key again to go on.',
    retry: 'operator',
  },
  'keychain.not-kept': {
    what: 'The keychain accepted the key but gave back something else when it was read again.',
    safe: 'The key was not saved and will not be used.',
    next: 'Try again; if it stays so, keep the key for this session only.',
    retry: 'operator',
  },
  // --- the store
  'store.key': {
    what: 'The offline copy of {organization} cannot be opened with the key of this computer.',
    safe: 'Nothing in JumpCloud is affected; the file was set aside, not deleted.',
    next: 'Sync to download it again.',
    retry: 'operator',
  },
  'store.damaged': {
    what: 'The offline copy of {organization} is damaged and is not shown.',
    safe: 'Nothing in JumpCloud is affected; the file was set aside, not deleted.',
    next: 'Sync to download a fresh copy.',
    retry: 'operator',
  },
  'store.rolled-back': {
    what: 'The offline copy of {organization} is older than the last one this app saved.',
    safe: 'It is not shown, and it was set aside, not deleted.',
    next: 'Sync to download a fresh copy.',
    retry: 'operator',
  },
  'store.newer': {
    what: 'The offline copy was saved by a newer version of OrgDeck ({version}).',
    safe: 'Nothing was read or written.',
    next: 'Update OrgDeck on this computer.',
    retry: 'never',
  },
  'store.full': {
    what: 'No space is left on the disk.',
    safe: 'The copy of {organization} is unchanged.',
    next: 'Free at least 120 MB; syncing goes on by itself.',
    retry: 'automatic',
  },
  'store.read-only': {
    what: 'The folder of the offline copies cannot be written.',
    safe: 'What was saved before stays readable.',
    next: 'Make the profile folder writable, then sync again.',
    retry: 'operator',
  },
  'store.busy': {
    what: 'Another process holds the offline copies open.',
    safe: 'Nothing was changed.',
    next: 'Close the other OrgDeck, then choose Retry.',
    retry: 'operator',
  },
  // --- the network and the service
  'api.offline': {
    what: 'Could not reach JumpCloud for {organization}.',
    safe: 'The data already read stays readable.',
    next: 'OrgDeck tries again by itself.',
    retry: 'automatic',
  },
  'api.timeout': {
    what: 'JumpCloud did not answer in time for {organization}.',
    safe: 'The data already read stays readable.',
    next: 'OrgDeck tries again by itself.',
    retry: 'automatic',
  },
  'api.tls': {
    what: 'The connection for {organization} is not genuine: the certificate is not valid for the host.',
    safe: 'No key was sent. The data already read stays readable.',
    next: 'Check the network and the clock of this computer; OrgDeck does not retry by itself.',
    retry: 'operator',
  },
  'api.redirect': {
    what: 'The service tried to send OrgDeck to another address for {organization}.',
    safe: 'The key was not sent there. The data already read stays readable.',
    next: 'Check the network (a sign-in page or a proxy may be in the way), then sync again.',
    retry: 'operator',
  },
  'api.rate-limited': {
    what: '{organization} is rate limited.',
    safe: 'Nothing is lost.',
    next: 'OrgDeck goes on by itself when the service allows it.',
    retry: 'automatic',
  },
  'api.server': {
    what: 'JumpCloud has a problem ({status}) for {organization}.',
    safe: 'The data already read stays readable.',
    next: 'OrgDeck tries again by itself; see status.jumpcloud.com if it lasts.',
    retry: 'automatic',
  },
  'api.shape': {
    what: 'JumpCloud sent an answer this app does not understand ({kind}, page {page}) for {organization}.',
    safe: 'The old data was kept.',
    next: 'Sync again; if it stays so, make a support report.',
    retry: 'operator',
  },
  'api.partial': {
    what: 'The list of {kind} in {organization} changed while it was read; {missing} may be missing.',
    safe: 'The last complete data was kept.',
    next: 'OrgDeck reads the list again at the next sync.',
    retry: 'automatic',
  },
  'api.forbidden': {
    what: 'This key may not read {kind} in {organization}.',
    safe: 'Everything else goes on.',
    next: 'Use a key of an administrator whose role includes it.',
    retry: 'operator',
  },
  'api.unauthorized': {
    what: 'JumpCloud refused the key of {organization}.',
    safe: 'The data already read stays readable; changes are off.',
    next: 'Replace the key in the settings of the organization.',
    retry: 'operator',
  },
  'api.not-entitled': {
    what: 'The plan of {organization} does not include {kind}.',
    safe: 'Everything else goes on.',
    next: 'Ask JumpCloud about the plan; OrgDeck shows the rest.',
    retry: 'never',
  },
  'api.not-found': {
    what: 'JumpCloud does not know this object of {organization} any more.',
    safe: 'Its last known values stay readable.',
    next: 'Sync to see the present state.',
    retry: 'never',
  },
  'api.not-offered': {
    what: 'JumpCloud does not offer {kind} for {organization}.',
    safe: 'Everything else goes on.',
    next: 'There is nothing to do; OrgDeck asks again at the next sync.',
    retry: 'never',
  },
  'api.refused': {
    what: 'JumpCloud refused the request for {organization} ({status}).',
    safe: 'The data already read stays readable.',
    next: 'Sync and try again; if it stays so, make a support report.',
    retry: 'operator',
  },
  'organization.mismatch': {
    what: 'Stopped: an answer for another organization than {organization} arrived (support code {support}).',
    safe: 'Nothing was saved or sent.',
    next: 'Remove and add the organization again, or make a support report.',
    retry: 'never',
  },
  'organization.unknown': {
    what: 'This organization is not on this computer.',
    safe: 'Nothing was read or changed.',
    next: 'Add it first.',
    retry: 'never',
  },
  'connection.unknown': {
    what: 'This connection is not on this computer.',
    safe: 'Nothing was read or changed.',
    next: 'Add it first.',
    retry: 'never',
  },
  // --- work
  'sync.running': {
    what: '{organization} is already being synced.',
    safe: 'The running sync goes on.',
    next: 'Wait for it, or stop it first.',
    retry: 'never',
  },
  'object.unknown': {
    what: 'This object is not in the offline copy of {organization}.',
    safe: 'Nothing was changed.',
    next: 'It may have been deleted; sync to see the present state.',
    retry: 'never',
  },
  'bindings.cut': {
    what: 'More is bound to this object than one view can show; what is listed is a part.',
    safe: 'Nothing is missing in the offline copy.',
    next: 'Open the group or the application in between to see all of its members.',
    retry: 'never',
  },
  'confirmation.mismatch': {
    what: 'The typed name is not the name of this {kind}.',
    safe: 'Nothing was read or changed.',
    next: 'Type the name exactly as it is shown.',
    retry: 'operator',
  },
  'filter.invalid': {
    what: 'The filter names a field or a comparison that {kind} does not have ({field}).',
    safe: 'Nothing was changed.',
    next: 'Remove that filter.',
    retry: 'never',
  },
  'export.file': {
    what: 'The export could not be written to the chosen place.',
    safe: 'No partial file was left behind.',
    next: 'Choose another folder or free some space.',
    retry: 'operator',
  },
  'export.too-large': {
    what: 'This list has {cells} cells; a workbook can be written with at most {maximum}.',
    safe: 'Nothing was written.',
    next: 'Export it as CSV or JSON, or choose fewer rows or columns.',
    retry: 'operator',
  },
  'window.too-many': {
    what: 'There are {maximum} windows already.',
    safe: 'What was to be moved stays where it is.',
    next: 'Close a window first.',
    retry: 'operator',
  },
  'diff.not-comparable': {
    what: 'Nothing says which {kind} of two organizations are the same one.',
    safe: 'Nothing was compared or changed.',
    next: 'Compare another kind, or open both lists side by side.',
    retry: 'never',
  },
  'diff.too-large': {
    what: 'One of the organizations has more than {maximum} {kind}; so many are not compared at once.',
    safe: 'Nothing was compared or changed.',
    next: 'Open both lists side by side and filter them.',
    retry: 'never',
  },
  'export.token': {
    what: 'The chosen file is no longer reserved for this export.',
    safe: 'Nothing was written.',
    next: 'Choose the file again.',
    retry: 'operator',
  },
  // --- bringing people in
  'import.unknown': {
    what: 'This import is no longer held in memory.',
    safe: 'Nothing was sent.',
    next: 'Choose the file again; its columns are matched as they were.',
    retry: 'operator',
  },
  'import.file': {
    what: 'The file {name} could not be read.',
    safe: 'Nothing was sent.',
    next: 'Look whether it is still there and not open in another program.',
    retry: 'operator',
  },
  'import.format': {
    what: 'This is not a workbook that can be read.',
    safe: 'Nothing was sent.',
    next: 'Save it as XLSX or CSV and choose that file; old XLS files and files with a password cannot be read.',
    retry: 'operator',
  },
  'import.too-large': {
    what: 'This table is too large: more than {limit} {what}.',
    safe: 'Nothing was sent.',
    next: 'Cut it into smaller files.',
    retry: 'operator',
  },
  'import.empty': {
    what: 'There are no rows in this table.',
    safe: 'Nothing was sent.',
    next: 'Choose another file or sheet; the first row is taken for the names of the columns.',
    retry: 'operator',
  },
  'import.not-ready': {
    what: '{rows} rows are neither right nor skipped.',
    safe: 'Nothing was sent.',
    next: 'Correct them in place or skip them on purpose.',
    retry: 'operator',
  },
  // --- changing things
  'plan.unknown': {
    what: 'This plan is no longer kept.',
    safe: 'Nothing was sent.',
    next: 'Choose the action again; the plan is made anew from what is there now.',
    retry: 'operator',
  },
  'plan.started': {
    what: 'This plan was started before.',
    safe: 'It was not started a second time.',
    next: 'Look at its job, or choose the action again.',
    retry: 'never',
  },
  'plan.old': {
    what: 'This plan is {minutes} minutes old; plans are good for {limit} minutes.',
    safe: 'Nothing was sent.',
    next: 'Make the plan anew and look at it again.',
    retry: 'operator',
  },
  'plan.drifted': {
    what: '{moved} of the {total} objects in this plan have changed since it was made.',
    safe: 'Nothing was sent.',
    next: 'Make the plan anew and look at what is different.',
    retry: 'operator',
  },
  'plan.empty': {
    what: 'Nothing in this plan would change anything.',
    safe: 'Nothing was sent.',
    next: 'The plan says for each object why it is left out.',
    retry: 'never',
  },
  'plan.too-large': {
    what: 'This selection has {total} objects; one plan holds {limit}.',
    safe: 'Nothing was sent.',
    next: 'Narrow the selection with a filter and do it in parts.',
    retry: 'operator',
  },
  'plan.parameters': {
    what: 'What was filled in cannot be used: {fields}.',
    safe: 'Nothing was sent.',
    next: 'Correct these fields.',
    retry: 'operator',
  },
  'plan.action': {
    what: 'There is no such action for these objects.',
    safe: 'Nothing was sent.',
    next: 'Choose another action.',
    retry: 'never',
  },
  'plan.confirmation': {
    what: 'The confirmation does not fit: {expected}.',
    safe: 'Nothing was sent.',
    next: 'Look at the plan again and confirm exactly what it says.',
    retry: 'operator',
  },
  'plan.incomplete': {
    what: 'The copy of {organization} does not have all {kind} of this question.',
    safe: 'Nothing was sent.',
    next: 'Sync the organization first, or select the objects one by one.',
    retry: 'operator',
  },
  'plan.stale': {
    what: 'The copy of {organization} is more than {hours} hours old, and {total} {kind} are too many to be read one by one for a plan.',
    safe: 'Nothing was sent.',
    next: 'Sync the organization and choose the action again, or select {limit} or fewer.',
    retry: 'operator',
  },
  'plan.irreversible': {
    what: 'Nothing of this job can be taken back.',
    safe: 'Nothing was sent.',
    next: 'Its rows say why.',
    retry: 'never',
  },
  'change.read-only': {
    what: '{organization} is read-only.',
    safe: 'Nothing was sent.',
    next: 'Set its level to Guarded or Expert in its settings.',
    retry: 'operator',
  },
  'change.offline': {
    what: 'JumpCloud cannot be reached, and this cannot wait for it.',
    safe: 'Nothing was sent, and nothing is kept for later.',
    next: 'Do it when the connection is back. Changes that can be taken back may wait as drafts.',
    retry: 'operator',
  },
  'change.unproved': {
    what: 'It was sent, and reading it again did not show the result.',
    safe: 'It was not sent a second time.',
    next: 'Look at the object in the JumpCloud console before trying again.',
    retry: 'operator',
  },
  'change.secret-gone': {
    what: 'The program ended before this was sent, and what was typed for it is kept nowhere.',
    safe: 'Nothing was sent for this object.',
    next: 'Choose the action again.',
    retry: 'operator',
  },
  'job.unknown': {
    what: 'There is no such job on this computer.',
    safe: 'Nothing was sent.',
    next: 'The list of jobs shows those that are kept.',
    retry: 'never',
  },
  'job.ended': {
    what: 'This job has ended.',
    safe: 'Nothing more was sent.',
    next: 'To repeat what failed, make a plan of its failed rows.',
    retry: 'never',
  },
  'draft.class': {
    what: 'This plan cannot wait as drafts. {why}',
    safe: 'Nothing was kept and nothing was sent.',
    next: 'Do it when the connection is back.',
    retry: 'never',
  },
  // --- the program itself
  'call.invalid': {
    what: 'An internal request was refused.',
    safe: 'Nothing was changed.',
    next: 'Reload the window; if it stays so, make a support report.',
    retry: 'never',
  },
  'call.cancelled': {
    what: 'Stopped.',
    safe: 'Nothing was changed by the stopped step.',
    next: 'Start it again when you like.',
    retry: 'operator',
  },
  'call.deadline': {
    what: 'The answer took longer than {seconds} s.',
    safe: 'Nothing was changed.',
    next: 'Try again.',
    retry: 'operator',
  },
  'call.overload': {
    what: 'Too many internal requests at once.',
    safe: 'Nothing was changed.',
    next: 'Wait a moment.',
    retry: 'automatic',
  },
  'call.refused': {
    what: 'This is switched off for {organization} by its safety level.',
    safe: 'Nothing was changed.',
    next: 'Change the safety level in the settings of the organization.',
    retry: 'operator',
  },
  'engine.unavailable': {
    what: 'The part of OrgDeck that reads data stopped and is being started again.',
    safe: 'The offline copies are unchanged.',
    next: 'It comes back by itself; if not, restart OrgDeck.',
    retry: 'automatic',
  },
  'app.unexpected': {
    what: 'Something went wrong inside OrgDeck (support code {support}).',
    safe: 'The offline copies are unchanged.',
    next: 'Try again; if it stays so, make a support report.',
    retry: 'operator',
  },
})

export type ErrorCode = keyof typeof errorCodes

export const isErrorCode = (text: string): text is ErrorCode => Object.hasOwn(errorCodes, text)
