import { describe, expect, test } from 'vitest'
import { obstacleFromError } from '../../../../main/vault/keychain-errors.ts'

const none = { kind: 'unavailable', isSilent: false }
const silent = { kind: 'unavailable', isSilent: true }
const locked = { kind: 'locked' }
const denied = { kind: 'denied' }

// Word for word as @napi-rs/keyring 2.1.2 gave them with gnome-keyring 42 on Debian 12 (2026-11).
describe('texts seen on Linux', () => {
  test.each([
    ['no bus', 'Platform failure: DBus error: Using X11 for dbus-daemon autolaunch was disabled at compile time, set your DBUS_SESSION_BUS_ADDRESS instead', none],
    ['no bus, as Chromium tells its children', 'Platform failure: DBus error: Could not parse server address: Unknown address type (examples of valid types are "tcp" and on UNIX "unix")', none],
    ['no bus, list', 'zbus error: Failed to connect to address `unix:path=/run/user/1000/bus`: No such file or directory (os error 2)', none],
    ['a bus without the service', 'Platform failure: DBus error: The name org.freedesktop.secrets was not provided by any .service files', none],
    ['the same, list', 'zbus error: org.freedesktop.DBus.Error.ServiceUnknown: The name org.freedesktop.secrets was not provided by any .service files', none],
    ['a service without a login collection', "Couldn't access platform storage: Secret Service: no result found", none],
    ['locked, prompt dismissed', "Couldn't access platform storage: Secret Service: unlock prompt was dismissed", locked],
    ['locked, list', 'zbus error: org.freedesktop.Secret.Error.IsLocked: Cannot get secret of a locked object', locked],
    [
      'the bus refuses',
      'Platform failure: DBus error: Rejected send message, 2 matched rules; type="method_call", sender=":1.1" (uid=0 pid=1 comm="vault") interface="org.freedesktop.Secret.Service" member="OpenSession" error name="(unset)" requested_reply="0" destination="org.freedesktop.secrets" (uid=0 pid=2 comm="gnome-keyring-daemon --unlock --components=secrets")',
      denied,
    ],
    ['the bus refuses, list', 'zbus error: org.freedesktop.DBus.Error.AccessDenied: Rejected send message, 2 matched rules', denied],
    [
      'the daemon does not answer',
      'Platform failure: DBus error: Did not receive a reply. Possible causes include: the remote application did not send a reply, the message bus security policy blocked the reply, the reply timeout expired, or the network connection was broken.',
      silent,
    ],
    ['too many connections of this user', 'Platform failure: DBus error: The maximum number of active connections for UID 0 has been reached', denied],
  ])('%s', (_, text, obstacle) => {
    expect(obstacleFromError(new Error(text))).toEqual(obstacle)
  })
})

// From the documentation of the platforms and from the library's own message table; not yet seen.
describe('texts documented for other systems', () => {
  test.each([
    ['Secret Service: object locked', locked],
    ['SS error: prompt dismissed', locked],
    ['No DBus session or Secret Service provider found', none],
    ['Platform failure: User interaction is not allowed.', locked],
    ['Platform failure: User canceled the operation.', locked],
    ['Platform failure: The authorization was denied.', denied],
    ['Platform failure: A specified logon session does not exist. It may already have been terminated.', none],
    ['Platform failure: Access is denied. (os error 5)', denied],
    ['zbus error: socket closed', silent],
  ])('%s', (text, obstacle) => {
    expect(obstacleFromError(new Error(text))).toEqual(obstacle)
  })
})

test('an unknown text is a refusal, never an absence', () => {
  expect(obstacleFromError(new Error('something new'))).toEqual(denied)
  expect(obstacleFromError('not even an error')).toEqual(denied)
})
