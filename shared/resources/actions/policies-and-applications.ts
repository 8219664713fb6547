// Policies and SSO applications are deleted here; what they are bound to is in bindings.ts. Making them needs the vendor's own screens.

import { deletion } from './deletion.ts'

export const policyActions = [
  deletion({
    kind: 'policy',
    api: 'v2',
    path: '/policies/{id}',
    consequences: [{ about: 'device', text: 'Devices that it was bound to are no longer set to it; what it had set stays until somebody changes it.' }],
    irreversible: 'The policy has to be made again from its template, with its values and bindings.',
    isPortals: true,
  }),
]

export const applicationActions = [
  deletion({
    kind: 'application',
    api: 'v1',
    path: '/applications/{id}',
    consequences: [
      { about: 'access', text: 'Nobody signs in to it through JumpCloud any more, from now on.' },
      { about: 'data', text: 'Its certificate, keys and mapping are gone; the other side has to be set up again as well.' },
    ],
    irreversible: 'A new application has a new certificate and other addresses: the other side does not know it.',
  }),
]
