// How a group gets its members: one column shared by user groups and device groups.

import type { PathColumn } from './define.ts'

export const membershipMethod = {
  path: 'membershipMethod',
  type: 'choice',
  title: 'Membership',
  filter: true,
  sort: true,
  shown: true,
  width: 150,
  diff: 'value',
  missing: 'NOTSET',
  choices: [
    { value: 'NOTSET', label: 'By hand' },
    { value: 'STATIC', label: 'By hand' },
    { value: 'DYNAMIC_REVIEW_REQUIRED', label: 'Dynamic, reviewed', tone: 'info' },
    { value: 'DYNAMIC_AUTOMATED', label: 'Dynamic', tone: 'info' },
  ],
} as const satisfies PathColumn
