// Compare what we send, serve and rely on with the vendor's published documents, which are not part of the checkout.
// npm run witness

import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { checkout } from './paths.mjs'
import { follow, runAsCommand, say } from './run.mjs'

/** The same folder as in test/contract/vendor/documents.ts. */
const documents = process.env.VENDOR_DOCUMENTS ?? join(dirname(checkout), 'shared', 'jumpcloud-api')

runAsCommand(import.meta, async () => {
  const missing = ['v1', 'v2', 'insights'].map((name) => `${name}.yaml`).filter((name) => !existsSync(join(documents, name)))
  if (missing.length > 0) {
    say(`NOT CHECKED: ${documents} has no ${missing.join(', ')}, so nothing is compared with the vendor's documents; VENDOR_DOCUMENTS may name another folder`)
    return 0
  }
  return follow(join(checkout, 'node_modules', '.bin', 'vitest'), ['run', '--project', 'contract', 'test/contract/vendor'], { cwd: checkout })
})
