// A look into the files of a closed store, past the store itself.

import { openSqlcipher } from '../../../main/engine/store/driver-sqlcipher.ts'
import type { SqlConnection } from '../../../main/engine/store/driver.ts'
import { createKeyFiles } from '../../../main/engine/store/key-files.ts'
import { storeFolder } from '../../../main/engine/store/store-files.ts'
import type { OrganizationId } from '../../../shared/base/ids.ts'
import type { TempStore } from '../../support/temp-store.ts'

export async function openHistory({ folder, rootKey }: Pick<TempStore, 'folder' | 'rootKey'>, organization: OrganizationId): Promise<SqlConnection> {
  const files = storeFolder(folder)
  return openSqlcipher({ path: files.history(organization), key: await createKeyFiles(files, rootKey).read(organization) })
}

export async function openProjectionFile({ folder, rootKey }: Pick<TempStore, 'folder' | 'rootKey'>): Promise<SqlConnection> {
  const files = storeFolder(folder)
  return openSqlcipher({ path: files.projection, key: await createKeyFiles(files, rootKey).read('current') })
}
