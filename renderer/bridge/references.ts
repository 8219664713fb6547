// Fields that hold the id of another object, and what that object is called as far as it was read.

import type { OrganizationId, ResourceId } from '../../shared/base/ids.ts'
import type { Kind } from '../../shared/resources/index.ts'
import { useCall } from './use-call.ts'

const targets: Readonly<Record<string, Kind>> = { 'user manager': 'user', 'device primarySystemUser.id': 'user' }

/** What a field points at, or undefined when it is no reference. */
export const objectKindOf = (kind: string, path: string): Kind | undefined => targets[`${kind} ${path}`]

/** The name of an object; undefined while it is asked for and where it was not read. */
export const useObjectTitle = (organization: OrganizationId, kind: Kind, id: string): string | undefined => useCall('snapshot.object', { organization, kind, id: id as ResourceId }).data?.title
