// All routes that change something.

import type { Route } from '../routes.ts'
import { associationWrites } from './association-writes.ts'
import { bulkWrites } from './bulk-writes.ts'
import { deviceWrites } from './device-writes.ts'
import { membershipWrites } from './membership-writes.ts'
import { objectWrites } from './object-writes.ts'
import { organizationWrites } from './organization-writes.ts'
import { userStateWrites } from './user-state-writes.ts'
import { userWrites } from './user-writes.ts'

export const writeRoutes: readonly Route[] = [...userWrites, ...userStateWrites, ...bulkWrites, ...membershipWrites, ...associationWrites, ...deviceWrites, ...objectWrites, ...organizationWrites]
