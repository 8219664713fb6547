// The vault itself as a child process of plain Node.

import './parent-port.ts'
import '../../../main/vault/index.ts'
